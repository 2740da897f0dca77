"""The stack of small.yaml as a program for troposphere.

usage: vpn.py METADATA OUTPUT
"""
import pathlib
import sys

from troposphere import GetAtt, Output, Ref, Template, ec2, iam, identitystore, logs, sso

NAME = 'corp-vpn'
SUBNETS = ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719']
GROUPS = {'Operations': 'People who look after the servers', 'Staff': 'People who may connect'}
APPLICATION = 'arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef'
CERTIFICATE = 'arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9'

metadata, output = map(pathlib.Path, sys.argv[1:])
template = Template(Description=f'{NAME}: AWS Client VPN with single sign-on')
template.set_version('2010-09-09')

groups = {}
for name, description in GROUPS.items():
    groups[name] = template.add_resource(identitystore.Group(
        f'Group{name}', IdentityStoreId='d-0123456789', DisplayName=name, Description=description,
    ))
    template.add_resource(sso.ApplicationAssignment(
        f'Assignment{name}',
        ApplicationArn=APPLICATION, PrincipalType='GROUP', PrincipalId=GetAtt(groups[name], 'GroupId'),
    ))
    template.add_output(Output(
        f'Group{name}Id',
        Description=f'Id of the group {name}, which Identity Center sends in memberOf.',
        Value=GetAtt(groups[name], 'GroupId'),
    ))

saml = template.add_resource(iam.SAMLProvider('SamlProvider', Name=NAME, SamlMetadataDocument=metadata.read_text()))
log = template.add_resource(logs.LogGroup(
    'ConnectionLog',
    LogGroupName=f'/aws/clientvpn/{NAME}', RetentionInDays=90, DeletionPolicy='RetainExceptOnCreate', UpdateReplacePolicy='Retain',
))
endpoint = template.add_resource(ec2.ClientVpnEndpoint(
    'Endpoint',
    Description=f'Client VPN {NAME}',
    ServerCertificateArn=CERTIFICATE,
    AuthenticationOptions=[ec2.ClientAuthenticationRequest(
        Type='federated-authentication',
        FederatedAuthentication=ec2.FederatedAuthenticationRequest(SAMLProviderArn=Ref(saml)),
    )],
    ClientCidrBlock='192.168.0.0/22',
    SplitTunnel=True,
    TransportProtocol='udp',
    VpnPort=443,
    SelfServicePortal='disabled',
    SessionTimeoutHours=24,
    DisconnectOnSessionTimeout=True,
    ClientLoginBannerOptions=ec2.ClientLoginBannerOptions(Enabled=False),
    ClientRouteEnforcementOptions=ec2.ClientRouteEnforcementOptions(Enforced=False),
    ClientConnectOptions=ec2.ClientConnectOptions(Enabled=False),
    EndpointIpAddressType='ipv4',
    TrafficIpAddressType='ipv4',
    VpcId='vpc-0123456789abcdef0',
    SecurityGroupIds=['sg-0123456789abcdef0'],
    ConnectionLogOptions=ec2.ConnectionLogOptions(Enabled=True, CloudwatchLogGroup=Ref(log)),
    TagSpecifications=[ec2.TagSpecifications(
        ResourceType='client-vpn-endpoint', Tags=[{'Key': 'Name', 'Value': NAME}],
    )],
))

associations = [
    template.add_resource(ec2.ClientVpnTargetNetworkAssociation(
        f'Association{subnet.replace("subnet-", "Subnet")}', ClientVpnEndpointId=Ref(endpoint), SubnetId=subnet,
    ))
    for subnet in SUBNETS
]
for subnet, association in zip(SUBNETS, associations):
    template.add_resource(ec2.ClientVpnRoute(
        f'Route172x16x0x0x16Via{subnet.replace("subnet-", "Subnet")}',
        DependsOn=list(dict.fromkeys([associations[0].title, association.title])),
        ClientVpnEndpointId=Ref(endpoint),
        DestinationCidrBlock='172.16.0.0/16',
        TargetVpcSubnetId=subnet,
        Description='Data centre',
    ))
RULES = [
    ('10.0.10.0/24', 'Staff', 'Application subnet'),
    ('10.0.20.0/24', 'Operations', 'Database subnet'),
    ('172.16.0.0/16', 'Operations', 'Data centre'),
]
for network, group, description in RULES:
    template.add_resource(ec2.ClientVpnAuthorizationRule(
        f'Access{network.replace(".", "x").replace("/", "x")}Group{group}',
        DependsOn=[associations[0]],
        ClientVpnEndpointId=Ref(endpoint),
        TargetNetworkCidr=network,
        AccessGroupId=GetAtt(groups[group], 'GroupId'),
        Description=description,
    ))

template.add_output([
    Output('SamlProviderArn', Description='SAML provider of the VPN in IAM.', Value=Ref(saml)),
    Output('ConnectionLogName', Description='Log group of the connection log.', Value=Ref(log)),
    Output('EndpointId', Description='The VPN endpoint.', Value=Ref(endpoint)),
])
output.write_text(template.to_json())
