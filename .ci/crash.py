"""Runs `cvpn synth` with trouble at every step, and looks at what is left: `.ci/crash` says what with.

usage: crash.py CVPN WORK

What must hold, whatever happens: each out/NAME/ is the old output or the new one, whole; files of others are untouched, inside
of out/NAME/ and outside of out/; a failure exits 2 and names a path and a reason; the next run makes the new output, with
nothing left over. A kill while files are put in place one by one, beside files of others, may leave a mixture: its manifest
says so.
"""
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

cvpn, work = sys.argv[1], pathlib.Path(sys.argv[2])
gallery = pathlib.Path('blueprints/gallery').resolve()
fleet = pathlib.Path('tests/fleet/example').resolve()

# What changes a file system, and what a run reads of it. A call that stands here and is not used does no harm.
WRITES = set('mkdir mkdirat rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir write pwrite64 '
             'ftruncate fallocate fsync fdatasync chmod fchmod copy_file_range'.split())
READS = set('openat read getdents64 statx newfstatat flock'.split())
# Errors that a call can give: of one that writes, and of one that reads.
ERRORS = {'write': ['ENOSPC', 'EROFS', 'EIO', 'EACCES'], 'read': ['EIO']}
WORDS = {'ENOSPC': 'no space left on device', 'EROFS': 'read-only file system', 'EIO': 'input/output error',
         'EACCES': 'permission denied'}
environment = {**os.environ, 'SOURCE_DATE_EPOCH': '1790000000', 'NO_COLOR': '1'}


class Scenario:
    """A place before a run, and the run."""

    def __init__(self, name, arguments, before, change, foreign=()):
        self.name, self.arguments, self.foreign = name, arguments, dict(foreign)
        self.start = work / name.replace(' ', '-')
        self.start.mkdir()
        (self.start / 'precious').write_text('precious')
        before(self.start)
        for path, text in self.foreign.items():
            place = self.start / 'out' / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        change(self.start)
        self.around = tree(self.start, without_out=True)
        self.old = outputs(self.start, self.foreign)
        end = self.place('end')
        said = self.run(end)
        assert said.returncode == 0, said
        self.new = outputs(end, self.foreign)
        assert self.new != self.old, f'{name} changes nothing'
        shutil.rmtree(end)

    def place(self, label):
        place = work / f'{self.start.name}.{label}'
        shutil.copytree(self.start, place, symlinks=True)
        return place

    def run(self, place, strace=()):
        return subprocess.run([*strace, cvpn, *self.arguments], cwd=place, env=environment, capture_output=True, text=True)

    def judge(self, label, place, said=None):
        """What is wrong with a place, after a run that was killed, or that has said something; heals it."""
        wrong = []
        if tree(place, without_out=True) != self.around:
            wrong.append('a file outside of out/ is another')
        found = outputs(place, self.foreign, wrong)
        for name in self.old.keys() | self.new.keys() | found.keys():
            old, new, now = (one.get(name, {}) for one in (self.old, self.new, found))
            unlike = neither(old, new, now, mixed=said is None and self.foreign)
            if unlike:
                wrong.append(f'out/{name} is neither old nor new: {unlike}')
        if said is not None:
            if said.returncode == 0 and found != self.new:
                wrong.append('it says that all is well, and it is not')
            if said.returncode not in (0, 2):
                wrong.append(f'exit status {said.returncode}')
            if said.returncode == 2:
                error = re.search(r'^error: (.*)$', said.stderr, re.M)
                told = error and re.search(r'\bout\b\S*', error[1]) and any(word in error[1] for word in WORDS.values())
                if not told:
                    wrong.append('the message names no path and reason')
                elif found == self.new and 'is written' not in error[1]:
                    wrong.append('the output is new, and the message does not say so')
        again = self.run(place)
        if again.returncode != 0:
            wrong.append('the next run fails: ' + ' '.join(re.findall(r'^error: .*', again.stderr, re.M)))
        elif outputs(place, self.foreign, wrong) != self.new:
            wrong.append('the next run does not heal it')
        if any(entry.name.startswith('.') for entry in (place / 'out').iterdir()):
            wrong.append('the next run leaves something over')
        shutil.rmtree(place)
        errors = re.findall(r'^error: .*', said.stderr, re.M) if said else []
        return ['\n    '.join([f'{self.name}, {label}: {one}', *errors]) for one in wrong]

    def points(self):
        """The calls of a run that are about out/: name, the how-many-eth call of that name, whether it writes."""
        place = self.place('record')
        log = work / f'{self.start.name}.log'
        self.run(place, ['strace', '-f', '-y', '-s', '0', '-o', log, '-e', 'trace=' + ','.join(f'?{call}' for call in sorted(WRITES | READS))])
        shutil.rmtree(place)
        count, points = collections.Counter(), []
        threads = set()
        for line in log.read_text().splitlines():
            thread, call = line.split(None, 1)
            name = call.split('(', 1)[0]
            if name not in WRITES | READS:
                continue
            count[thread, name] += 1
            if re.search(rf'"out["/]|<{re.escape(str(place))}/out', call):
                threads.add(thread)
                points.append((name, count[thread, name], name in WRITES or 'O_CREAT' in call))
        # Calls are counted a thread; with one that writes there is no doubt about which is meant.
        assert len(threads) == 1, f'{len(threads)} threads write'
        return points

    def kill(self, point):
        call, number, _ = point
        place = self.place(f'kill-{call}-{number}')
        said = self.run(place, ['strace', '-qq', '-o', '/dev/null', '-e', f'trace={call}', '-e', f'inject={call}:signal=KILL:when={number}'])
        assert said.returncode == -9, f'{call} {number}: not killed: {said}'
        return self.judge(f'killed at {call} {number}', place)

    def fail(self, point, error):
        call, number, _ = point
        place = self.place(f'{error}-{call}-{number}')
        log = work / f'{place.name}.log'
        said = self.run(place, ['strace', '-qq', '-o', log, '-e', f'trace={call}', '-e', f'inject={call}:error={error}:when={number}'])
        assert '(INJECTED)' in log.read_text(), f'{call} {number}: nothing injected'
        log.unlink()
        return self.judge(f'{error} from {call} {number}', place, said)


def tree(folder, without_out=False):
    """Each file with its bytes, each folder, each link with where it leads."""
    found = {}
    for path, folders, files in os.walk(folder):
        if without_out and path == str(folder):
            folders[:] = [name for name in folders if name != 'out']
        for name in [*folders, *files]:
            one = pathlib.Path(path, name)
            what = os.readlink(one) if one.is_symlink() else None if one.is_dir() else one.read_bytes()
            found[str(one.relative_to(folder))] = what
    return found


def outputs(place, foreign=(), wrong=None):
    """The files of each folder of out/, without those of others, which must be what they are."""
    found = collections.defaultdict(dict)
    for path, what in (tree(place / 'out').items() if (place / 'out').exists() else ()):
        name, _, below = path.partition('/')
        if path in foreign:
            if what != foreign[path].encode() and wrong is not None:
                wrong.append(f'{path} of somebody else is another')
        elif not name.startswith('.') and what is not None:
            found[name][below] = what
    for path in foreign:
        if wrong is not None and not (place / 'out' / path).exists():
            wrong.append(f'{path} of somebody else is gone')
    return dict(found)


def neither(old, new, now, mixed):
    """Why a folder of out/ is neither of two outputs; `mixed`: the files of both are fine if the manifest says so."""
    if now in (old, new):
        return None
    files = old.keys() | new.keys() | now.keys()
    strange = [file for file in files - {'manifest.json'} if now.get(file) not in (old.get(file), new.get(file))]
    if mixed and not strange and 'interrupted' in now.get('manifest.json', b'').decode():
        return None
    return sorted(strange) or 'mixed, and the manifest does not say so'


def quickstart(place, edits=()):
    text = (gallery / 'quickstart.yaml').read_text()
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (place / 'vpn.yaml').write_text(text)
    shutil.copytree(gallery / 'saml', place / 'saml', dirs_exist_ok=True)


def members(place, edits=()):
    # Two are several.
    shutil.copytree(fleet, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns('virginia.yaml'))
    for file in place.glob('*.yaml'):
        text = file.read_text()
        for old, new in edits:
            text = text.replace(old, new)
        file.write_text(text)


def synth(*arguments):
    return lambda place: subprocess.run([cvpn, 'synth', *arguments], cwd=place, env=environment, check=True, capture_output=True)


CHANGED = [('10.0.10.0/24, groups', '10.0.30.0/24, groups'), ('client_cidr: 192.168.0.0/22', 'client_cidr: 192.168.4.0/22')]
STACK_SET = ['--target', 'stackset', '--stack-set', 'corp', '--ou', 'ou-ab12-cdefgh34', '--jobs', '1']
STATE = {'quickstart/terraform/terraform.tfstate': 'state', 'quickstart/terraform/.terraform/providers/aws': 'provider',
         'quickstart/notes.md': 'notes'}


def after(*steps):
    return lambda place: [step(place) for step in steps]


def scenarios():
    change = lambda place: quickstart(place, CHANGED)
    nothing = lambda place: None
    written = after(quickstart, synth())
    return [
        Scenario('first synthesis', ['synth'], quickstart, nothing),
        Scenario('a change', ['synth'], written, change),
        Scenario('a change beside files of others', ['synth'], written, change, STATE),
        Scenario('fewer targets', ['synth', '--target', 'terraform'], written, nothing),
        Scenario('fewer targets beside files of others', ['synth', '--target', 'cloudformation'], written, nothing, STATE),
        Scenario('a stack set', ['synth', *STACK_SET], after(members, synth(*STACK_SET)),
                 lambda place: members(place, [('split_tunnel: true', 'split_tunnel: true\n  port: 1194')])),
        Scenario('several blueprints', ['synth', '--jobs', '1', '--target', 'terraform'], after(members, synth()), nothing),
    ]


def points():
    total = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as crew:
        for scenario in scenarios():
            points = scenario.points()
            killed = [crew.submit(scenario.kill, point) for point in points if point[2]]
            failed = [crew.submit(scenario.fail, point, error)
                      for point in points for error in ERRORS['write' if point[2] else 'read']]
            yield from (wrong for tried in [*killed, *failed] for wrong in tried.result())
            if not killed or not failed:
                yield f'{scenario.name}: nothing is tried'
            print(f'{scenario.name}: killed at {len(killed)} calls, {len(failed)} calls failed', flush=True)
            total += len(killed) + len(failed)
    print(f'{total} points')


def end(wrong):
    """Ends with what is wrong, if anything is."""
    wrong = list(wrong)
    if wrong:
        print(*wrong[:20], f'{len(wrong)} wrong', sep='\n', file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == '__main__':
    end(points())
