//! cvpn: thin path, for the first look.
use cvpn_blueprint::{Circumstances, Document, check, report};
fn main() {
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file).unwrap();
        let (document, blueprint, mut faults) = Document::parse(&file, text);
        if let Some(blueprint) = blueprint {
            let dir = std::path::Path::new(&file).parent().unwrap().to_owned();
            let files = blueprint.files().into_iter().map(|name| (name.clone(), std::fs::read_to_string(dir.join(name.as_str())).map_err(|e| e.to_string()))).collect();
            let (checked, more) = check(blueprint, Circumstances { files, ..Circumstances::default() });
            faults.extend(more);
            if let Some(checked) = checked {
                for artifact in cvpn_compiler::synthesize(&checked, "0.1.0").artifacts {
                    let path = std::path::Path::new("out").join(checked.blueprint().name.as_str()).join(&artifact.path);
                    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                    std::fs::write(path, artifact.text).unwrap();
                }
            }
        }
        report::in_file_order(&mut faults, &document);
        for fault in &faults { eprint!("{}\n", report::human(fault, &document, false)); }
    }
}
