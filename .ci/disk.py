"""Runs `cvpn synth` on a full disk, on one that cannot be written, and several times at once. To be run where a mount is
nobody else's; what must hold stands in crash.py.

usage: disk.py CVPN WORK
"""
import pathlib
import random
import subprocess

from crash import CHANGED, STATE, cvpn, end, environment, neither, outputs, quickstart, scenarios, synth, tree, work


def mount(*options):
    subprocess.run(['mount', *map(str, options)], check=True)


def full(scenarios):
    """Scenario by scenario, with more and more room, page by page, until there is enough."""
    tried = 0
    for scenario in scenarios:
        refused = 0
        for pages in range(200):
            place = scenario.place('full')
            disk = work / 'disk'
            disk.mkdir(exist_ok=True)
            mount('-t', 'tmpfs', '-o', 'mode=700', 'cvpn', disk)
            inside = disk / 'place'
            subprocess.run(['mv', place, inside], check=True)
            used = int(subprocess.run(['du', '-sk', disk], capture_output=True, check=True).stdout.split()[0])
            mount('-o', f'remount,size={used + 4 * pages}k', disk)
            said = scenario.run(inside)
            mount('-o', 'remount,size=64m', disk)
            yield from scenario.judge(f'{4 * pages} KiB free', inside, said)
            subprocess.run(['umount', disk], check=True)
            if said.returncode == 0:
                break
            refused += 1
        if refused < 2:
            yield f'{scenario.name}: refused {refused} times on a full disk'
        tried += refused
    print(f'full disk: {tried} runs refused')


def read_only(scenarios):
    tried = 0
    for scenario in scenarios:
        place = scenario.place('read-only')
        before = tree(place)
        mount('--bind', place, place)
        mount('-o', 'remount,bind,ro', place)
        said = scenario.run(place)
        if said.returncode != 2 or tree(place) != before:
            yield f'{scenario.name}, read-only: {said}'
        subprocess.run(['umount', place], check=True)
        yield from scenario.judge('read-only before', place, said)
        tried += 1
    print(f'read-only disk: {tried} runs refused')


def together():
    """Runs at once, of blueprints with one name: two, four, and four with one killed, after which the next run heals."""
    rounds = 0
    for foreign in {}, STATE:
        place = work / f'together-{len(foreign)}'
        place.mkdir()
        quickstart(place)
        (place / 'vpn.yaml').rename(place / 'a.yaml')
        quickstart(place, CHANGED)
        (place / 'vpn.yaml').rename(place / 'b.yaml')
        whole = []
        for file in 'ab':
            synth(f'{file}.yaml')(place)
            whole.append(outputs(place))
        for path, text in foreign.items():
            (place / 'out' / path).parent.mkdir(parents=True, exist_ok=True)
            (place / 'out' / path).write_text(text)
        for runs, killed in [(2, False), (4, False), (4, True)] * 15:
            rounds += 1
            start = lambda index: subprocess.Popen(
                [cvpn, 'synth', ['a.yaml', 'b.yaml'][index % 2]], cwd=place, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            children = [start(index) for index in range(runs)]
            # The first to start or the last, so that others come after it, or nobody does.
            victim = random.choice([0, runs - 1]) if killed else None
            if killed:
                try:
                    children[victim].wait(random.random() / 50)
                except subprocess.TimeoutExpired:
                    children[victim].kill()
            for index, child in enumerate(children):
                said = child.communicate()[1]
                if child.returncode != 0 and not (index == victim and child.returncode == -9):
                    yield f'{runs} at once: exit status {child.returncode}: {said}'
            label = f'{runs} at once{", one of them killed" if killed else ""}'
            wrong = []
            if killed:
                now = outputs(place, foreign, wrong).get('quickstart', {})
                unlike = neither(*(one['quickstart'] for one in whole), now, mixed=foreign)
                if unlike:
                    yield f'{label}, leave neither output: {unlike}'
                synth('b.yaml')(place)
            found = outputs(place, foreign, wrong)
            if found not in (whole[1:] if killed else whole) or wrong or len(list((place / 'out').iterdir())) != 1:
                yield f'{label}, leave neither output: {wrong}'
    print(f'at once: {rounds} rounds')


def all_of_it():
    yield from together()
    if subprocess.run(['unshare', '--mount', 'true'], capture_output=True).returncode != 0:
        return print('no mount of its own here: a full disk and a read-only one are not tried')
    tried = scenarios()
    yield from full(tried)
    yield from read_only(tried)


end(all_of_it())
