"""Whether another tool builds the stack that cvpn builds."""
import difflib
import json
import sys


def stack(template):
    """The resources and outputs of a template in one spelling. What CDK adds for itself does not count."""
    document = json.loads(template.read_text())
    found = {}
    for name, resource in document['Resources'].items():
        if resource['Type'] == 'AWS::CDK::Metadata':
            continue
        resource = spelled(resource)
        resource.pop('Metadata', None)
        after = resource.get('DependsOn', [])
        resource['DependsOn'] = sorted([after] if isinstance(after, str) else after)
        found[name] = resource
    return {'Resources': found, 'Outputs': spelled(document['Outputs'])}


def spelled(value):
    if isinstance(value, dict):
        if isinstance(value.get('Fn::GetAtt'), str):
            value = {'Fn::GetAtt': value['Fn::GetAtt'].split('.', 1)}
        return {key: spelled(inner) for key, inner in value.items()}
    return [spelled(inner) for inner in value] if isinstance(value, list) else value


def hold(ours, theirs, tool):
    """Ends the program where the templates are not the same: the times could not be compared."""
    expected, found = (json.dumps(stack(template), indent=1, sort_keys=True) for template in (ours, theirs))
    if expected == found:
        return
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), 'cvpn', tool, lineterm='')
    sys.exit('\n'.join(lines) + f'\n{tool} does not build the stack of cvpn: bring its program up to date')
