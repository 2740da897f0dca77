// Opens reports in a headless browser and fails with a line for each thing that is not as it should be.
//
// usage: report.cjs PROGRAM GALLERY WORK
const { execFileSync, spawnSync } = require('node:child_process');
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { isIPv4, isIPv6 } = require('node:net');
const path = require('node:path');
const { chromium } = require('playwright-core');

const [program, gallery, work] = process.argv.slice(2);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const wrong = [];
let compared = 0;
const expect = (holds, words) => holds || wrong.push(words);

function report(name, ...files) {
  const out = path.join(work, `${name}.html`);
  try {
    execFileSync(program, ['report', ...files, '-o', out], { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // Faults of a blueprint are shown in its report.
    if (error.status !== 1) throw error;
  }
  return `file://${out}`;
}

// A network's first address and those beside its ends, as far as text makes that easy.
function around(text) {
  const [start, prefix] = text.split('/');
  if (start.includes(':')) {
    const first = start.endsWith('::') ? start : null;
    return first ? [first, `${first}1`, `${first}ffff`] : [start].filter((address) => isIPv6(address));
  }
  if (!isIPv4(start)) return [];
  const number = start.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(prefix ?? 32));
  const first = number - (number % size);
  const all = [first - 1, first, first + 1, first + size - 1, first + size];
  const written = (one) => [24, 16, 8, 0].map((shift) => Math.floor(one / 2 ** shift) % 256).join('.');
  return all.filter((one) => one >= 0 && one < 2 ** 32).map(written);
}

// A blueprint at the quotas: 200 rules and groups, 100 routes.
function large() {
  const groups = [...Array(200).keys()].map((number) => `    Team-${number}: { description: Team ${number} }\n`);
  const routes = [...Array(99).keys()].map((number) => `    - { to: 10.${number + 1}.0.0/16 }\n`);
  const rules = [...Array(200).keys()].map((number) => {
    const to = number < 99 ? `10.${number + 1}.0.0/16` : `10.${number - 98}.7.0/24`;
    return `  - { to: ${to}, groups: [Team-${number}] }\n`;
  });
  const quickstart = readFileSync(path.join(gallery, 'quickstart.yaml'), 'utf8');
  const [head] = quickstart.split(/^identity_center:/m);
  const file = path.join(work, 'large.yaml');
  writeFileSync(file, `${head}identity_center:
  identity_store_id: d-0123456789
  application: { name: AWS Client VPN }
  groups:
${groups.join('')}endpoint:
  client_cidr: 192.168.0.0/16
  server_certificate: { issued: { domain: vpn.example.com } }
network:
  vpc: { id: vpc-0123456789abcdef0, cidrs: [10.0.0.0/16] }
  subnets:
    - { id: subnet-0a1b2c3d4e5f60718, availability_zone: ap-northeast-1a, cidr: 10.0.10.0/24 }
    - { id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }
  routes:
${routes.join('')}access:
${rules.join('')}`);
  return file;
}

async function main() {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const open = async (url, options) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const where = `${path.basename(url)} ${JSON.stringify(options)}`;
    page.on('console', (message) => expect(!['error', 'warning'].includes(message.type()), `${where}: ${message.text()}`));
    page.on('pageerror', (error) => expect(false, `${where}: ${error}`));
    page.on('request', (asked) => expect(/^(file|data):/.test(asked.url()), `${where}: fetches ${asked.url()}`));
    await page.goto(url);
    return { page, where };
  };
  const lookUp = async (page, address) => {
    // By label and keyboard, as somebody without a mouse does.
    await page.getByLabel('Who reaches an address?').first().fill(address);
    await page.keyboard.press('Enter');
    return page.locator('.answer').first().innerText();
  };
  const answers = async (url, cases) => {
    const { page, where } = await open(url, {});
    for (const [address, ...texts] of cases) {
      const answer = await lookUp(page, address);
      for (const text of texts) expect(answer.includes(text), `${where}: ${address}: no "${text}" in "${answer}"`);
    }
    return page;
  };
  // Types many addresses, and compares what the page says with what `cvpn access` does.
  const compare = async (url, file) => {
    const { page, where } = await open(url, {});
    const ask = (...more) => {
      const run = spawnSync(program, ['access', file, '--format', 'json', ...more], { encoding: 'utf8', maxBuffer: 1 << 28 });
      if (![0, 1].includes(run.status)) throw new Error(run.stderr);
      return JSON.parse(run.stdout).decisions;
    };
    const data = JSON.parse(await page.locator('script[type="application/json"]').first().textContent());
    const alone = data.people.filter(({ kind }) => kind === 'user').map(({ name }) => name);
    const texts = readFileSync(file, 'utf8').match(/\b(\d+\.){3}\d+(\/\d+)?|\b[0-9a-f]{1,4}(:[0-9a-f]{0,4}){2,7}(\/\d+)?/g);
    const typed = [...new Set(['8.8.8.8', '2001:db8::1', '255.255.255.255', '::', ...texts.flatMap(around)])];
    const to = typed.flatMap((address) => ['--to', address]);
    // All groups, or everyone where there is none; and by name those who are in no group.
    const decisions = [ask(...to), alone.length > 0 ? ask(...alone.flatMap((name) => ['--user', name]), ...to) : []].flat();
    const count = decisions.length / typed.length;
    for (const [index, address] of typed.entries()) {
      await lookUp(page, address);
      const told = await page.locator('.answer').first().evaluate((answer) => {
        const entries = [...answer.querySelectorAll('li')].flatMap((item) => {
          const one = { allowed: item.className === 'yes', reason: item.querySelector('.reason').textContent };
          const who = [...item.querySelectorAll('.who')].map((name) => name.dataset.who);
          return (who.length > 0 ? who : ['all']).map((name) => [name, one]);
        });
        return Object.fromEntries(entries);
      });
      const here = Array.from({ length: count }, (_, person) => decisions[person * typed.length + index]);
      for (const { who, destination, allowed, reason } of here) {
        expect(destination === address, `${where}: ${destination} is not ${address}`);
        const one = told[who] ?? told.all ?? {};
        const name = who.replace(/^[a-z]+:/, '');
        const them = reason.replaceAll(`lets \`${name}\` in`, 'lets them in');
        expect(one.allowed === allowed, `${where}: ${address}: ${who}: ${one.allowed} instead of ${allowed}`);
        expect(one.reason === them, `${where}: ${address}: ${who}: "${one.reason}" instead of "${them}"`);
      }
      compared += here.length;
    }
    await page.close();
  };

  const teams = report('teams', path.join(gallery, 'multi-group.yaml'));
  const page = await answers(teams, [
    ['10.0.20.5', '2 groups can reach it', 'Reached by VPN-Database, VPN-Operations: the rule for 10.0.20.0/24 lets them in',
      'Not by VPN-Engineering: the rule for 10.0.20.0/24 has the longest prefix', 'Not by everyone else'],
    ['10.0.19.255', 'Reached by VPN-Engineering, VPN-Operations'],
    ['10.0.21.0', 'Reached by VPN-Engineering, VPN-Operations'],
    [' 10.50.0.1 ', 'Reached by VPN-Database', 'each associated subnet (Peered data VPC)'],
    ['8.8.8.8', 'nobody reaches it', 'no rule contains it', 'stay on the network'],
    ['10.0.20.256', 'not one address'], ['10.0.20', 'not one address'], ['01.2.3.4', 'not one address'],
    ['<img src=x onerror=alert(1)>', 'not one address'], ['', 'not one address'],
    ['2001:db8::1', 'nobody reaches it'], ['::', 'nobody reaches it'], ['::ffff:10.0.20.5', 'nobody reaches it'], ['1::2::3', 'not one address'],
    ['1:2:3:4:5:6:7:8:9', 'not one address'],
  ]);
  expect((await page.pdf()).subarray(0, 5).toString() === '%PDF-', 'the report does not print');
  await answers(report('six', path.join(gallery, 'dual-stack.yaml')), [
    ['2600:1f14:aaaa:bb20::5', 'Reached by VPN-User-Group', 'of the VPC'],
    ['2600:1F14:AAAA:BB20:0:0:0:5', 'Reached by VPN-User-Group'],
    ['2600:1f14:aaaa:bb21::5', 'nobody reaches it'],
  ]);
  await answers(report('full', path.join(gallery, 'full-tunnel.yaml')), [['8.8.8.8', 'The way there']]);

  const clients = path.join(work, 'clients.yaml');
  const together = readFileSync(path.join(gallery, 'full-tunnel.yaml'), 'utf8').replace(/^network:/m, 'network:\n  client_to_client: true');
  const [, cidr] = together.match(/client_cidr: ([\d.]+)\.0\//);
  for (const [rule, answer] of [['everyone: true', 'everyone who can connect reaches it'], ['groups: [A]', 'between clients only a rule for everyone counts']]) {
    writeFileSync(clients, together.replace(/^access:/m, `access:\n  - { to: ${cidr}.0/24, ${rule} }`));
    await answers(report('clients', clients), [[`${cidr}.9`, answer]]);
  }

  // Users without a group, rules for everyone and for nobody's route beside one another.
  const lonely = path.join(work, 'lonely.yaml');
  writeFileSync(lonely, readFileSync(path.join(gallery, 'multi-group.yaml'), 'utf8')
    .replace(/^  users:\n/m, '  users:\n    nobody.yet: { given_name: A, family_name: B, email: a@example.com }\n')
    .replace(/^access:\n/m, 'access:\n  - { to: 10.0.30.0/24, everyone: true }\n  - { to: 192.0.2.0/24, groups: [VPN-Database] }\n'));
  await answers(report('lonely', lonely), [['10.0.30.9', 'In no group, and so not able to sign in: nobody.yet.']]);
  const files = readdirSync(gallery).filter((name) => name.endsWith('.yaml')).map((name) => path.join(gallery, name));
  for (const file of [...files, lonely, clients]) await compare(report(`compared-${path.basename(file)}`, file), file);
  expect(compared > 500, `only ${compared} answers were compared`);

  const all = report('all', gallery);
  const big = report('large', large());
  const started = Date.now();
  await answers(big, [['10.5.7.9', 'Reached by Team-103:', 'Not by Team-4:', 'Not by 198 groups and everyone else: '], ['10.5.8.9', 'Reached by Team-4:']]);
  expect(Date.now() - started < 5000, `the large report takes ${Date.now() - started} ms`);

  for (const url of [teams, all, big]) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
      for (const colorScheme of ['light', 'dark']) {
        // Only the check itself needs the page's policy out of its way.
        const { page, where } = await open(url, { viewport, colorScheme, bypassCSP: true });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width <= viewport.width, `${where}: ${width} pixels wide`);
        if (url !== teams) { await page.close(); continue; }
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        for (const { id, help, nodes } of violations) expect(false, `${where}: ${id}: ${help}: ${nodes[0].html}`);
        if (process.env.SHOTS) {
          mkdirSync(process.env.SHOTS, { recursive: true });
          const file = `${path.basename(url)}-${viewport.width}-${colorScheme}.png`;
          await page.screenshot({ path: path.join(process.env.SHOTS, file), fullPage: true });
        }
        await page.close();
      }
    }
  }
  await browser.close();
  if (wrong.length > 0) {
    console.error(wrong.join('\n'));
    process.exit(1);
  }
  console.log(`${compared} answers of the look-up are those of cvpn access; reports open without an error, look up, print, and fit a phone`);
}

main();
