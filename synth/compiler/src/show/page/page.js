'use strict';
// An address as a number and its bits, or null.
function address(text) {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const parts = four.slice(1);
    if (parts.some((part) => part > 255 || (part.length > 1 && part[0] === '0'))) return null;
    return { bits: 32, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
  }
  const halves = text.toLowerCase().split('::');
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (!text.includes(':') || halves.length > 2) return null;
  const missing = 8 - groups.flat().length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = halves.length === 1 ? groups[0] : [...groups[0], ...Array(missing).fill('0'), ...groups[1]];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  return { bits: 128, value: all.reduce((sum, group) => sum * 65536n + BigInt('0x' + group), 0n) };
}
function network(text) {
  const [start, prefix] = text.split('/');
  return { ...address(start), prefix: Number(prefix), text };
}
function contains(net, to) {
  const shift = BigInt(net.bits - net.prefix);
  return net.bits === to.bits && net.value >> shift === to.value >> shift;
}
// All entries around an address with the longest prefix among them.
function longest(entries, to) {
  const around = entries.filter((entry) => contains(entry.net, to));
  const prefix = Math.max(...around.map((entry) => entry.net.prefix));
  return { around, kept: around.filter((entry) => entry.net.prefix === prefix) };
}
function decide(data, to) {
  const lines = [];
  const { around, kept } = longest(data.rules, to);
  const route = longest(data.routes, to).kept[0];
  const rule = (entry) => `rule for ${entry.to}, line ${entry.line}`;
  const everyone = kept.find((entry) => entry.everyone);
  const groups = [...new Set(kept.flatMap((entry) => entry.groups))];
  let verdict;
  let reached = false;
  if (kept.length === 0) {
    verdict = 'Nobody reaches it: no rule contains it.';
  } else if (!route) {
    verdict = `Nobody reaches it: it is allowed (${kept.map(rule).join('; ')}), but no route leads there.`;
  } else if (route.clients && !everyone) {
    verdict = `Nobody reaches it: a ${kept.map(rule).join('; ')}, is for groups, and from client to client only rules for everyone work.`;
  } else if (everyone) {
    reached = true;
    verdict = `Everyone who can connect reaches it (${rule(everyone)}).`;
  } else {
    reached = true;
    verdict = `It is reached by ${groups.join(', ')} (${kept.map(rule).join('; ')}).`;
  }
  if (route) lines.push(`The way there: ${route.words}.`);
  else if (!data.split) lines.push('Its packets go into the tunnel and are dropped.');
  else lines.push('Its packets stay on the network where the person is.');
  if (reached && !everyone) {
    for (const entry of around.filter((entry) => !kept.includes(entry))) {
      const lost = entry.everyone ? ['everyone else'] : entry.groups.filter((group) => !groups.includes(group));
      if (lost.length > 0) lines.push(`Not by ${lost.join(', ')}: the ${rule(entry)}, is wider, and only the longest prefix decides.`);
    }
  }
  return { verdict, reached, lines };
}
for (const form of document.querySelectorAll('form.look-up')) {
  const data = JSON.parse(document.getElementById(form.dataset.of).textContent);
  for (const entry of [...data.rules, ...data.routes]) entry.net = network(entry.to);
  const input = form.querySelector('input');
  const answer = document.getElementById(form.dataset.answer);
  const say = (name, text, style) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (style) element.className = style;
    return element;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    const to = address(text);
    input.setAttribute('aria-invalid', String(to === null));
    if (to === null) {
      answer.replaceChildren(say('p', 'That is not one address. Write one such as 10.0.1.5 or 2001:db8::5.', 'bad'));
      return;
    }
    const { verdict, reached, lines } = decide(data, to);
    const list = say('ul', '');
    list.append(...lines.map((line) => say('li', line)));
    answer.replaceChildren(say('p', `${text}: ${verdict}`, reached ? 'yes' : 'bad'), list);
  });
}
