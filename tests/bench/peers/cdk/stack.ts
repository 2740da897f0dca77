// The stack of small.yaml as a program for CDK.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib/core';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnSAMLProvider } from 'aws-cdk-lib/aws-iam';
import { CfnGroup } from 'aws-cdk-lib/aws-identitystore';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnApplicationAssignment } from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';

const name = 'corp-vpn';
const subnets = ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'];
const teams = { Operations: 'People who look after the servers', Staff: 'People who may connect' };
const application = 'arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef';
const certificate =
  'arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';

export class VpnStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const groups: Record<string, CfnGroup> = {};
    for (const [team, description] of Object.entries(teams)) {
      groups[team] = new CfnGroup(this, `Group${team}`, {
        identityStoreId: 'd-0123456789',
        displayName: team,
        description,
      });
      new CfnApplicationAssignment(this, `Assignment${team}`, {
        applicationArn: application,
        principalType: 'GROUP',
        principalId: groups[team].attrGroupId,
      });
      new CfnOutput(this, `Group${team}Id`, {
        description: `Id of the group ${team}, which Identity Center sends in memberOf.`,
        value: groups[team].attrGroupId,
      });
    }

    const saml = new CfnSAMLProvider(this, 'SamlProvider', {
      name,
      samlMetadataDocument: readFileSync(join(process.cwd(), 'client-vpn.xml'), 'utf8'),
    });
    const log = new CfnLogGroup(this, 'ConnectionLog', {
      logGroupName: `/aws/clientvpn/${name}`,
      retentionInDays: 90,
    });
    log.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const endpoint = new ec2.CfnClientVpnEndpoint(this, 'Endpoint', {
      description: `Client VPN ${name}`,
      serverCertificateArn: certificate,
      authenticationOptions: [
        { type: 'federated-authentication', federatedAuthentication: { samlProviderArn: saml.ref } },
      ],
      clientCidrBlock: '192.168.0.0/22',
      splitTunnel: true,
      transportProtocol: 'udp',
      vpnPort: 443,
      selfServicePortal: 'disabled',
      sessionTimeoutHours: 24,
      disconnectOnSessionTimeout: true,
      clientLoginBannerOptions: { enabled: false },
      clientRouteEnforcementOptions: { enforced: false },
      clientConnectOptions: { enabled: false },
      endpointIpAddressType: 'ipv4',
      trafficIpAddressType: 'ipv4',
      vpcId: 'vpc-0123456789abcdef0',
      securityGroupIds: ['sg-0123456789abcdef0'],
      connectionLogOptions: { enabled: true, cloudwatchLogGroup: log.ref },
      tagSpecifications: [{ resourceType: 'client-vpn-endpoint', tags: [{ key: 'Name', value: name }] }],
    });

    const title = (subnet: string) => subnet.replace('subnet-', 'Subnet');
    const associations = subnets.map(
      (subnet) =>
        new ec2.CfnClientVpnTargetNetworkAssociation(this, `Association${title(subnet)}`, {
          clientVpnEndpointId: endpoint.ref,
          subnetId: subnet,
        }),
    );
    subnets.forEach((subnet, index) => {
      const route = new ec2.CfnClientVpnRoute(this, `Route172x16x0x0x16Via${title(subnet)}`, {
        clientVpnEndpointId: endpoint.ref,
        destinationCidrBlock: '172.16.0.0/16',
        targetVpcSubnetId: subnet,
        description: 'Data centre',
      });
      new Set([associations[0], associations[index]]).forEach((association) => route.addResourceDependency(association));
    });

    const allow = (network: string, team: string, description: string) =>
      new ec2.CfnClientVpnAuthorizationRule(this, `Access${network.replace(/[./]/g, 'x')}Group${team}`, {
        clientVpnEndpointId: endpoint.ref,
        targetNetworkCidr: network,
        accessGroupId: groups[team].attrGroupId,
        description,
      }).addResourceDependency(associations[0]);
    allow('10.0.10.0/24', 'Staff', 'Application subnet');
    allow('10.0.20.0/24', 'Operations', 'Database subnet');
    allow('172.16.0.0/16', 'Operations', 'Data centre');

    new CfnOutput(this, 'SamlProviderArn', { description: 'SAML provider of the VPN in IAM.', value: saml.ref });
    new CfnOutput(this, 'ConnectionLogName', { description: 'Log group of the connection log.', value: log.ref });
    new CfnOutput(this, 'EndpointId', { description: 'The VPN endpoint.', value: endpoint.ref });
  }
}
