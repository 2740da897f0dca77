'use strict';
// More names than these are folded.
const NAMES = 12;
// An address as a number and its bits, or null.
function address(text) {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const parts = four.slice(1);
    if (parts.some((part) => part > 255 || (part.length > 1 && part[0] === '0'))) return null;
    return { bits: 32, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
  }
  // The last two groups of IPv6 may be written as IPv4.
  const tail = /^(.*:)([\d.]+)$/.exec(text);
  const end = tail && tail[2].includes('.') ? address(tail[2]) : null;
  if (end) return address(`${tail[1]}${(end.value >> 16n).toString(16)}:${(end.value & 65535n).toString(16)}`);
  const halves = text.toLowerCase().split('::');
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (!text.includes(':') || halves.length > 2) return null;
  const missing = 8 - groups.flat().length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = halves.length === 1 ? groups[0] : [...groups[0], ...Array(missing).fill('0'), ...groups[1]];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  return { bits: 128, value: all.reduce((sum, group) => sum * 65536n + BigInt('0x' + group), 0n) };
}
function contains({ first, last }, to) {
  const [start, end] = [address(first), address(last)];
  return start.bits === to.bits && start.value <= to.value && to.value <= end.value;
}
function element(name, style, ...content) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(...content);
  return made;
}
const named = { everyone: () => 'everyone else', group: (name) => name, user: (name) => `${name} (in no group)` };
const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;
function names(data, who) {
  return who.flatMap((index, at) => {
    const { kind, name } = data.people[index];
    const one = element('span', 'who', named[kind](name));
    one.dataset.who = kind === 'everyone' ? kind : `${kind}:${name}`;
    return at === 0 ? [one] : [', ', one];
  });
}
function counted(data, who) {
  const count = (wanted) => who.filter((index) => data.people[index].kind === wanted).length;
  const words = [plural(count('group'), 'group')];
  if (count('user') > 0) words.push(`${plural(count('user'), 'user')} in no group`);
  if (count('everyone') > 0) words.push('everyone else');
  return words.join(' and ');
}
// An answer about some people as an item of a list.
function item(data, { allowed, reason, lines, who }) {
  // A rule for everyone lets in the groups as well.
  const all = allowed && who.length === data.people.length;
  const folded = !all && who.length > NAMES;
  const whom = folded ? [counted(data, who)] : names(data, who);
  const verb = all ? ['Reached by everyone who can connect'] : [allowed ? 'Reached by ' : 'Not by ', ...whom];
  const from = lines.length > 0 ? ` (line${lines.length > 1 ? 's' : ''} ${lines.map(([file, line]) => (file === '' ? line : `${file}:${line}`)).join(', ')})` : '';
  const told = element('li', allowed ? 'yes' : 'no', ...verb, ': ', element('span', 'reason', data.texts[reason]), `${from}.`);
  if (folded) told.append(element('details', '', element('summary', '', 'Their names'), ...names(data, who)));
  return told;
}
function verdict({ answers }) {
  const who = (wanted) => answers.filter(({ allowed }) => allowed === wanted).flatMap((answer) => answer.who);
  const groups = who(true).length;
  if (groups === 0) return 'nobody reaches it.';
  return who(false).length === 0 ? 'everyone who can connect reaches it.' : `${plural(groups, 'group')} can reach it.`;
}
for (const form of document.querySelectorAll('form.look-up')) {
  const data = JSON.parse(document.getElementById(form.dataset.of).textContent);
  const input = form.querySelector('input');
  const answer = document.getElementById(form.dataset.answer);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    const to = address(text);
    input.setAttribute('aria-invalid', String(to === null));
    if (to === null) {
      answer.replaceChildren(element('p', 'bad', 'That is not one address. Write one such as 10.0.1.5 or 2001:db8::5.'));
      return;
    }
    const range = data.ranges.find((one) => contains(one, to));
    const list = element('ul', '', ...range.answers.map((one) => item(data, one)));
    const words = [element('p', range.answers[0].allowed ? 'yes' : 'bad', `${text}: ${verdict(range)}`), list];
    if (range.way !== null) words.push(element('p', '', data.texts[range.way]));
    const apart = data.people.filter(({ kind }) => kind === 'user').map(({ name }) => name);
    if (apart.length > 0) words.push(element('p', '', `In no group, and so not able to sign in: ${apart.join(', ')}.`));
    answer.replaceChildren(...words);
  });
}
