"""Holds the IAM policies of every blueprint of the gallery against parliament, which knows the actions of AWS, the resources
of each, the form of their ARNs and their conditions; it must also refuse broken copies.

usage: policies.py CVPN GALLERY
"""
import json
import pathlib
import subprocess
import sys
import warnings

warnings.filterwarnings('ignore', 'pkg_resources is deprecated')
import parliament  # noqa: E402

# What parliament does not know: actions newer than its data, each with where they come from.
NEWER = {
    'ec2:DeleteClientVpnEndpointAuthorizationPolicy': 'the API of EC2, with authorization policies of Client VPN',
    'ec2:GetClientVpnEndpointAuthorizationPolicy': 'the API of EC2, with authorization policies of Client VPN',
    'ec2:ModifyClientVpnEndpointAuthorizationPolicy': 'the API of EC2, with authorization policies of Client VPN',
}

# Findings about an action that stay, each with the reason.
ANSWERED = {
    ('RESOURCE_MISMATCH', 'ec2:AuthorizeSecurityGroupEgress'): 'the group is in another statement, held to its VPC; a rule has none',
    ('RESOURCE_MISMATCH', 'ec2:AuthorizeSecurityGroupIngress'): 'the group is in another statement, held to its VPC; a rule has none',
    ('RESOURCE_MISMATCH', 'ec2:CreateClientVpnRoute'): 'a route to a transit gateway or between clients has no subnet',
    ('RESOURCE_STAR', 'cloudwatch:DescribeAlarms'): 'how the handler asks is not documented, and a list of all is on all',
}

# A text in the policies of multi-group, what is put in its place, and what parliament must find.
BROKEN = [
    ('"ec2:CreateClientVpnEndpoint"', '"ec2:MakeClientVpnEndpoint"', 'UNKNOWN_ACTION'),
    (':saml-provider/multi-group', ':provider/multi-group', 'RESOURCE_MISMATCH'),
    ('"ec2:Vpc"', '"ec2:Vcp"', 'UNKNOWN_CONDITION_FOR_ACTION'),
    ('"Action"', '"Actions"', 'MALFORMED'),
]


def policies(cvpn, blueprint):
    run = subprocess.run([cvpn, 'policy', blueprint, '--bucket', 'corp-templates', '--format', 'json'],
                         check=True, capture_output=True, text=True)
    return json.loads(run.stdout)['policies']


def actions(finding):
    """Those that a finding is about."""
    if finding.issue == 'UNKNOWN_ACTION':
        return [finding.location['string']]
    if isinstance(finding.detail, list):
        return [one['action'] if isinstance(one, dict) else one for one in finding.detail]
    return [None]


def findings(document):
    """What parliament says, by issue and action, but what is answered."""
    found = [(finding.issue, action) for finding in parliament.analyze_policy_string(document).findings for action in actions(finding)]
    answered.update(one for one in found if one in ANSWERED)
    return [one for one in found if one not in ANSWERED and not (one[0] == 'UNKNOWN_ACTION' and one[1] in NEWER)]


answered = set()


def main():
    cvpn, gallery = sys.argv[1:]
    count = bad = 0
    seen = set() # of the newer actions
    for blueprint in sorted(pathlib.Path(gallery).glob('*.yaml')):
        for policy in policies(cvpn, blueprint):
            document = json.dumps(policy['document'])
            seen.update(action for action in NEWER if f'"{action}"' in document)
            count += 1
            for issue, action in findings(document):
                bad += 1
                print(f'{blueprint.stem} {policy["name"]}: {issue} {action}')
    if bad:
        sys.exit(f'{bad} findings')
    if left := set(NEWER) - seen:
        sys.exit(f'no policy has {left}')
    if left := set(ANSWERED) - answered:
        sys.exit(f'answered without need: {left}')
    whole = '\n'.join(json.dumps(one['document']) for one in policies(cvpn, pathlib.Path(gallery, 'multi-group.yaml')))
    for text, broken, issue in BROKEN:
        assert text in whole, text
        document = next(line for line in whole.splitlines() if text in line).replace(text, broken)
        found = [issue for issue, _ in findings(document)]
        if issue not in found:
            sys.exit(f'parliament accepts {broken}: {found}')
    print(f'{count} policies without a finding, {len(BROKEN)} broken ones refused')


main()
