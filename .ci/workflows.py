"""Holds the workflow of every blueprint of the gallery against the schema of GitHub's workflows, zizmor and ShellCheck, each
of which must also refuse a broken copy; and runs its scripts, with programs that only write down how they were called.

usage: workflows.py CVPN GALLERY WORK
"""
import json
import os
import pathlib
import subprocess
import sys

import yaml

cvpn, gallery, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
tools = pathlib.Path(sys.executable).parent
REVISION = '0123456789abcdef0123456789abcdef01234567'


def steps(workflow, job):
    return [step for step in yaml.safe_load(workflow.read_text())['jobs'][job]['steps'] if 'run' in step]


def shellcheck(*workflows):
    """Every script of workflows, as GitHub's runner runs it."""
    worst = ''
    for workflow in workflows:
        for job in ('check', 'diff', 'deploy'):
            for step in steps(workflow, job):
                run = subprocess.run([tools / 'shellcheck', '--shell', 'bash', '--exclude', ','.join(ANSWERED), '-'],
                                     input=step['run'], capture_output=True, text=True)
                if run.returncode:
                    worst += f'{workflow}: {step["name"]}: {run.stdout}{run.stderr}'
    return worst


# What ShellCheck says that stays, each with the reason.
ANSWERED = {
    'SC2016': 'the program of jq has a variable of its own, which the shell must not take',
    'SC2059': 'the format stands in a variable because it is used twice',
}


def judged(*command):
    run = subprocess.run(command, capture_output=True, text=True)
    return run.stdout + run.stderr if run.returncode else ''


def schema(*workflows):
    return judged(tools / 'check-jsonschema', '--builtin-schema', 'vendor.github-workflows', *workflows)


def zizmor(*workflows):
    return judged(tools / 'zizmor', '--offline', '--no-progress', '--quiet', '--persona', 'pedantic', *workflows)


# For each judge, what it must find when one text is put in place of another.
BROKEN = {
    schema: ('runs-on: ubuntu-latest', 'run-on: ubuntu-latest', 'run-on'),
    zizmor: ('cvpn deploy "$BLUEPRINT"', 'echo "${{ github.head_ref }}"; cvpn deploy "$BLUEPRINT"', 'template-injection'),
    shellcheck: ('cvpn check "$BLUEPRINT"', 'cvpn check $BLUEPRINT', 'SC2086'),
}

PROGRAMS = {
    'cvpn': r'''printf '%s\n' "cvpn $*" >> "$CALLS"; [ "$1" != diff ] || { cat "$CHANGES"; exit "$STATUS"; }''',
    'gh': r'''printf '%s\n' "gh $*" >> "$CALLS"; case $* in *--paginate*) cat "$COMMENTS";; esac''',
}


def run(workflow, job, status=3, comments='[]', changes='`x` $(touch pwned) ${{ y }}\n'):
    """The scripts of a job after the installation: how they ended, and what was called."""
    place = work / f'{workflow.stem}-{job}-{status}-{abs(hash((comments, changes)))}'
    (place / 'bin').mkdir(parents=True)
    for name, script in PROGRAMS.items():
        program = place / 'bin' / name
        program.write_text(f'#!/usr/bin/env bash\n{script}\n')
        program.chmod(0o755)
    (place / 'given').write_text(changes)
    (place / 'comments').write_text(comments)
    whole = yaml.safe_load(workflow.read_text())
    environment = {
        'PATH': f'{place / "bin"}:{os.environ["PATH"]}', 'HOME': str(place), 'CALLS': str(place / 'calls'),
        'CHANGES': str(place / 'given'), 'COMMENTS': str(place / 'comments'), 'STATUS': str(status),
        'RUNNER_TEMP': str(place), 'GITHUB_STEP_SUMMARY': str(place / 'summary'), 'GITHUB_REPOSITORY': 'example/network',
        'BLUEPRINT': whole['env']['BLUEPRINT'],
    }
    code = 0
    for step in steps(workflow, job):
        if step['name'] == 'Install cvpn':
            continue
        # What GitHub would have put there.
        given = {name: 'secret' if '${{' in value else value for name, value in step.get('env', {}).items()}
        code = code or subprocess.run(['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', step['run']],
                                      env=environment | given | ({'PULL_REQUEST': '7'} if 'PULL_REQUEST' in given else {}),
                                      cwd=place).returncode
    assert not (place / 'pwned').exists()
    calls = place / 'calls'
    return code, calls.read_text().splitlines() if calls.exists() else [], place


def scripts():
    one, two = work / 'quickstart.yml', work / 'split-accounts.yml'
    blueprint, apart = (f'blueprints/gallery/{path.stem}.yaml' for path in (one, two))
    code, calls, _ = run(one, 'check')
    assert (code, calls) == (0, [f'cvpn check {blueprint} --format github', f'cvpn synth --check {blueprint}']), calls
    code, calls, place = run(one, 'diff')
    assert code == 0 and calls[0] == f'cvpn diff {blueprint} --format markdown', calls
    made = f'gh api --silent repos/example/network/issues/7/comments --field body=@{place}/comment.md'
    assert calls[2:] == [made], calls
    text = (place / 'comment.md').read_text()
    assert text == '<!-- cvpn diff quickstart -->\n`x` $(touch pwned) ${{ y }}\n', text
    assert (place / 'summary').read_text() in text
    # A comment that is there is changed; one that somebody else wrote, or that another workflow did, is not.
    mark = '<!-- cvpn diff quickstart -->\n'
    by = [('somebody', mark, 1), ('github-actions[bot]', 'quoted ' + mark, 2), ('github-actions[bot]', mark + 'old', 3)]
    there = json.dumps([{'user': {'login': login}, 'body': body, 'id': id} for login, body, id in by])
    code, calls, place = run(one, 'diff', status=0, comments='[]' + there)
    changed = f'gh api --silent --method PATCH repos/example/network/issues/comments/3 --field body=@{place}/comment.md'
    assert code == 0 and calls[2:] == [changed], calls
    # What GitHub would not take is left to the summary.
    code, _, place = run(one, 'diff', changes='x' * 70000)
    assert code == 0 and len((place / 'comment.md').read_text()) < 200
    assert len((place / 'summary').read_text()) == 70000
    # Faults and failures are no changes.
    for status in (1, 2, 4):
        code, calls, _ = run(one, 'diff', status=status)
        assert code == status and not any(call.startswith('gh') for call in calls), (code, calls)
    assert run(one, 'deploy')[:2] == (0, [f'cvpn deploy {blueprint} --yes'])
    code, calls, place = run(two, 'deploy')
    assert (code, calls) == (0, [f'cvpn deploy {apart} --profile vpn --identity-profile identity --yes']), calls
    credentials = place / '.aws' / 'credentials'
    assert credentials.stat().st_mode & 0o777 == 0o600
    keys = 'aws_access_key_id = secret\naws_secret_access_key = secret\naws_session_token = secret\n'
    assert credentials.read_text() == f'[vpn]\n{keys}[identity]\n{keys}'


def main():
    workflows = []
    for blueprint in sorted(gallery.glob('*.yaml')):
        file = work / f'{blueprint.stem}.yml'
        path = blueprint.relative_to(pathlib.Path.cwd())
        subprocess.run([cvpn, 'ci', 'github', path, '--revision', REVISION, '-o', file], check=True)
        workflows.append(file)
    for judge, (text, broken, found) in BROKEN.items():
        if findings := judge(*workflows):
            sys.exit(findings)
        file = work / f'broken-{judge.__name__}.yml'
        whole = workflows[0].read_text()
        assert text in whole, text
        file.write_text(whole.replace(text, broken))
        if found not in judge(file):
            sys.exit(f'{judge.__name__} accepts a broken workflow')
    print(f'{len(workflows)} workflows without a finding, a broken one refused by each of {len(BROKEN)} judges')
    scripts()
    print('the scripts call what they should')


main()
