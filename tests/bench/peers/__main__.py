"""Measures cvpn beside the other tools, as whole processes, in one run: python3 tests/bench/peers

Installs what it needs into a cache; prints the result and puts it into tests/bench/README.md.
"""
import argparse
import os
import pathlib
import sys
import tempfile

import report
import same
import subjects
import tools
from stopwatch import measure

ROOT = pathlib.Path(__file__).parents[3]


def arguments():
    parser = argparse.ArgumentParser(prog='python3 tests/bench/peers', description=__doc__.splitlines()[0])
    parser.add_argument('--binary', type=pathlib.Path, default=ROOT / 'target/release/cvpn')
    parser.add_argument('--rounds', type=int, default=7, help='of one blueprint and the other tools')
    parser.add_argument('--fleets', type=int, nargs='*', default=[100, 1_000, 10_000], help='numbers of blueprints')
    parser.add_argument('--no-write', action='store_true', help='print only')
    return parser.parse_args()


def hold(work, folder):
    """Both other tools must have built the stack of cvpn."""
    ours = work / 'small-kept/corp-vpn/cloudformation/vpn.template.json'
    same.hold(ours, work / 'troposphere.json', 'troposphere')
    for name, output in (('cdk synth', folder / 'cdk/vpn/cdk.out'), ('CDK', work / 'cdk-0'), ('CDK', work / 'cdk-1')):
        same.hold(ours, output / 'VpnStack.template.json', name)


def main():
    wanted = arguments()
    load = os.getloadavg()[0]
    folder = tools.install()
    binary = wanted.binary.resolve(strict=True)
    parts, found = [], {}
    # On the file system of the project, which /tmp need not be.
    (ROOT / 'target').mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='peers-', dir=ROOT / 'target') as place, tempfile.TemporaryFile('w+') as log:
        work = pathlib.Path(place)
        first = [*subjects.sizes(binary, work), *subjects.others(folder, work)]
        measure(first, wanted.rounds, log)
        hold(work, folder)
        found |= {subject.name: subject for subject in first}
        parts.append('### One blueprint, and the same stack by other tools')
        parts.append(report.table(first, found['cvpn synth, small']))
        parts.append('### Fleets')
        for count in wanted.fleets:
            group = subjects.fleet(binary, work, count)
            measure(group, 3 if count > 1_000 else 5, log)
            found |= {subject.name: subject for subject in group}
            parts.append(report.table(group, found[f'cvpn synth, {count:,} blueprints']))
        if wanted.fleets == [100, 1_000, 10_000]:
            parts += ['### Targets', report.targets(found)]
        versions = ', '.join(f'{name} {version}' for name, version in tools.versions(binary, folder).items())
        sizes = {'cvpn': binary, 'troposphere and cfn-lint': folder / 'python', 'CDK': folder / 'cdk/vpn/node_modules'}
        installed = ', '.join(f'{name} {report.output(path)}' for name, path in sizes.items())
        parts = [report.machine(work, load), f'Versions: {versions}.', f'Installed: {installed}.', *parts]
    text = '\n\n'.join(parts)
    print(text)
    if not wanted.no_write:
        report.write(text)


try:
    main()
except KeyboardInterrupt:
    sys.exit(130)
