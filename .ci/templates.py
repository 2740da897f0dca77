"""Holds CloudFormation templates against cfn-lint and AWS's own validator; prints every finding that has no answer.

usage: templates.py [--must-fail] GALLERY OUT

The Region of a template is that of its blueprint GALLERY/NAME.yaml. With --must-fail every template below OUT is a broken
one, and one that passes is the finding.
"""
import json
import pathlib
import subprocess
import sys

import cloudformation_validate as aws
import yaml

# Warnings of AWS's validator that stay, each with the reason.
ANSWERED = {
    'W9002': 'a certificate that exists already is named by its ARN; that is what `server_certificate.arn` means',
    'W9013': 'an ARN names its account; a blueprint is for one account, and the rules check that it is the same',
}


def region(gallery, template):
    blueprint = yaml.safe_load((gallery / f'{template.parent.parent.name}.yaml').read_text())
    center = blueprint.get('identity_center') or {}
    identity = template.name.startswith('identity')
    return center.get('region', blueprint['region']) if identity else blueprint['region']


def lint(template, where):
    run = subprocess.run(
        [pathlib.Path(sys.executable).with_name('cfn-lint'), '--regions', where, '--format', 'json', '--', template],
        capture_output=True, text=True,
    )
    if run.returncode & ~(2 | 4 | 8):
        sys.exit(f'cfn-lint did not run on {template}: {run.stderr}{run.stdout}')
    return [
        f'cfn-lint {finding["Rule"]["Id"]} {"/".join(map(str, finding["Location"]["Path"] or []))}: {finding["Message"]}'
        for finding in json.loads(run.stdout or '[]') if finding['Level'] in ('Error', 'Warning')
    ]


def validate(engine, template, where):
    config = aws.ValidateConfig(
        severity_level=aws.Severity.WARN,
        pseudo_parameter_overrides=aws.PseudoParameterOverrides(region=where),
    )
    return [
        f'AWS validator {found.rule_id} {found.property_path or ""}: {found.message}'
        for found in engine.validate_template(str(template), config).diagnostics
        if found.severity.name != 'INFO' and not (found.severity.name == 'WARN' and found.rule_id in ANSWERED)
    ]


def main():
    arguments = sys.argv[1:]
    must_fail = '--must-fail' in arguments
    gallery, out = (pathlib.Path(argument) for argument in arguments if not argument.startswith('--'))
    templates = sorted(out.glob('*/cloudformation/*.json'))
    if not templates:
        sys.exit(f'no template below {out}')
    engine = aws.CompositeEngine()
    bad = 0
    for template in templates:
        where = region(gallery, template)
        by_tool = {'cfn-lint': lint(template, where), "AWS's validator": validate(engine, template, where)}
        for tool, findings in by_tool.items():
            if must_fail and not findings:
                bad += 1
                print(f'{template}: {tool} accepts a broken template')
            elif not must_fail:
                bad += len(findings)
                for finding in findings:
                    print(f'{template} ({where}): {finding}')
    kind = 'broken templates refused' if must_fail else 'templates without a finding'
    print(f'{len(templates)} templates read, {bad} findings' if bad else f'{len(templates)} {kind}')
    sys.exit(bool(bad))


main()
