#!/usr/bin/env node
import { App } from 'aws-cdk-lib/core';
import { VpnStack } from '../lib/vpn-stack';

new VpnStack(new App(), 'VpnStack', { description: 'corp-vpn: AWS Client VPN with single sign-on' });
