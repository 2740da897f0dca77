//! Labels of the AWS consoles, in the languages in which AWS shows them.
//!
//! A template names a label by its English text in either language, so that no label can be in one runbook and not in the
//! other. AWS changes its Japanese wording now and then; where a wording is not taken from the Japanese edition of the
//! Identity Center user guide ("Prompt users for MFA", "Configure MFA device enforcement"), the English one stands beside
//! it.

use super::Language;

/// A label that is not known, which is a mistake in a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown(pub(super) String);

/// Labels one after the other, as they are chosen in a console.
pub(super) fn path(labels: &[&str], language: Language) -> Result<String, Unknown> {
    let rows = labels.iter().map(|label| row(label)).collect::<Result<Vec<_>, _>>()?;
    let english = labels.join(" → ");
    Ok(match language {
        Language::En => format!("**{english}**"),
        Language::Ja => {
            let japanese: Vec<&str> = rows.iter().map(|row| row.1).collect();
            let japanese = japanese.join(" → ");
            let sure = rows.iter().all(|row| matches!(row.2, Wording::Guide)) || japanese == english;
            if sure { format!("**{japanese}**") } else { format!("**{japanese}** ({english})") }
        }
    })
}

/// Where a Japanese wording comes from.
#[derive(Clone, Copy, Debug)]
enum Wording {
    /// From the user guide that is named above.
    Guide,
    /// From elsewhere; the console may say it in other words.
    Other,
}

type Row = (&'static str, &'static str, Wording);

fn row(label: &str) -> Result<&'static Row, Unknown> {
    LABELS.iter().find(|row| row.0 == label).ok_or_else(|| Unknown(label.to_owned()))
}

#[rustfmt::skip]
static LABELS: &[Row] = {
    use Wording::{Guide, Other};
    &[
        // Settings.
        ("Enable", "有効にする", Other),
        ("Settings", "設定", Guide),
        ("Identity source", "アイデンティティソース", Other),
        ("Authentication", "認証", Guide),
        ("Multi-factor authentication", "多要素認証", Guide),
        ("Standard authentication", "標準認証", Other),
        ("Configure", "設定", Guide),
        ("Send email OTP", "E メールの OTP を送信", Other),
        ("Prompt users for MFA", "MFA のプロンプトをユーザーに表示", Guide),
        ("Every time they sign in (always-on)", "サインインするたび (always-on)", Other),
        ("Only when their sign-in context changes (context-aware)", "サインインコンテキストが変更された場合のみ (context-aware)", Guide),
        ("Never (disabled)", "しない (disabled)", Other),
        ("If a user does not yet have a registered MFA device", "ユーザーがまだ登録された MFA デバイスを持っていない場合", Guide),
        ("Require them to register an MFA device at sign in", "サインイン時に MFA デバイスの登録を必須とする", Guide),
        ("Require them to provide a one-time password sent by email to sign in", "E メールで送信されたワンタイムパスワードの提供を要求する", Other),
        ("Block their sign-in", "サインインをブロックする", Other),
        ("Allow them to sign in", "サインインを許可する", Other),
        ("Save", "保存", Other),
        ("Save changes", "変更を保存", Other),
        // Applications.
        ("Applications", "アプリケーション", Other),
        ("Customer managed", "カスタマーマネージド", Other),
        ("Add application", "アプリケーションを追加", Other),
        ("I have an application I want to set up", "セットアップしたいアプリケーションがある", Other),
        ("SAML 2.0", "SAML 2.0", Other),
        ("Next", "次へ", Other),
        ("Display name", "表示名", Other),
        ("IAM Identity Center SAML metadata file", "IAM Identity Center SAML メタデータファイル", Other),
        ("Download", "ダウンロード", Other),
        ("Default (IPv4 only)", "デフォルト (IPv4 のみ)", Other),
        ("Dual-stack", "デュアルスタック", Other),
        ("Manually type your metadata values", "メタデータ値を手動で入力する", Other),
        ("Application ACS URL", "アプリケーション ACS URL", Other),
        ("Application SAML audience", "アプリケーション SAML 対象者", Other),
        ("Submit", "送信", Other),
        ("Actions", "アクション", Other),
        ("Edit attribute mappings", "属性マッピングを編集", Other),
        ("Assign users and groups", "ユーザーとグループを割り当てる", Other),
        ("Configuration", "設定", Other),
        ("Manage certificate", "証明書の管理", Other),
        ("Generate new certificate", "新しい証明書の生成", Other),
        ("Set as active", "アクティブとして設定", Other),
        // People.
        ("Users", "ユーザー", Other),
        ("Add user", "ユーザーを追加", Other),
        ("Groups", "グループ", Other),
        ("Username", "ユーザー名", Other),
        ("Email address", "E メールアドレス", Other),
        ("First name", "名", Other),
        ("Last name", "姓", Other),
        // Certificate Manager.
        ("Create records in Route 53", "Route 53 でレコードを作成", Other),
        // AWS VPN Client, which speaks English.
        ("File", "File", Other),
        ("Manage Profiles", "Manage Profiles", Other),
        ("Add Profile", "Add Profile", Other),
        ("Connect", "Connect", Other),
    ]
};
