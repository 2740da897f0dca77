"""Copies OUT to BROKEN with one fault in every template and every Terraform module, so that the checks are known to bite.

usage: break.py OUT BROKEN
"""
import json
import pathlib
import shutil
import sys

out, broken = (pathlib.Path(argument) for argument in sys.argv[1:])
shutil.copytree(out, broken, ignore=shutil.ignore_patterns('.terraform*', '*.md'))

for path in broken.glob('*/cloudformation/*.json'):
    template = json.loads(path.read_text())
    # The first resource loses a property that its type requires, by a misspelling.
    resource = next(iter(template['Resources'].values()))
    properties = resource['Properties']
    name = next(name for name in ('LogGroupName', 'DomainName', 'ApplicationArn', 'IdentityStoreId', 'Name', 'VpcId',
                                  'ServerCertificateArn') if name in properties)
    properties[name + 'x'] = properties.pop(name)
    path.write_text(json.dumps(template, indent=2))

for path in broken.glob('*/terraform/endpoint.tf'):
    path.write_text(path.read_text().replace('vpn_port', 'vpn_prot', 1))
