"""Holds CloudFormation templates against cfn-lint and AWS's own validator; prints every finding that has no answer.

usage: templates.py [--must-fail] GALLERY OUT

The Region of a template is that of its blueprint GALLERY/NAME.yaml. A stack set has no blueprint of its name: it is held
against each Region of the blueprints in GALLERY, and what stands in it must be the template beside it. With --must-fail every template below OUT is a broken
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


def regions(gallery, template):
    file = gallery / f'{template.parent.parent.name}.yaml'
    if not file.exists():
        blueprints = (yaml.safe_load(blueprint.read_text()) for blueprint in gallery.glob('*.yaml'))
        return sorted({blueprint['region'] for blueprint in blueprints if 'region' in blueprint})
    blueprint = yaml.safe_load(file.read_text())
    center = blueprint.get('identity_center') or {}
    identity = template.name.startswith('identity')
    return [center.get('region', blueprint['region']) if identity else blueprint['region']]


def body(template):
    """Whether the template that stands in a stack set is the one beside it."""
    if template.name != 'stackset.template.json':
        return []
    properties = json.loads(template.read_text())['Resources']['StackSet']['Properties']
    beside = json.loads(template.with_name('vpn.template.json').read_text())
    same = 'TemplateURL' in properties or json.loads(properties['TemplateBody']) == beside
    return [] if same else ['TemplateBody is another than vpn.template.json']


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
        everywhere = regions(gallery, template)
        where = ','.join(everywhere)
        by_tool = {
            'cfn-lint': [finding for one in everywhere for finding in lint(template, one)],
            "AWS's validator": [finding for one in everywhere for finding in validate(engine, template, one)],
        }
        if not must_fail:
            by_tool['body'] = body(template)
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
