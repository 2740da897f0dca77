"""Medians, ratios, memory and sizes as a table, and what they say about the targets; printed and put into the README."""
import datetime
import os
import pathlib
import platform

README = pathlib.Path(__file__).parents[1] / 'README.md'
START, END = '<!-- measured: written by tests/bench/peers -->', '<!-- end -->'


def time(seconds):
    return f'{seconds * 1000:.2f} ms' if seconds < 0.1 else f'{seconds:.2f} s'


def size(number):
    for unit in ('B', 'kB', 'MB'):
        if number < 1000:
            return f'{number:.0f} {unit}' if unit == 'B' else f'{number:.1f} {unit}'
        number /= 1000
    return f'{number:.1f} GB'


def tree(path):
    """How many bytes are below a path, and in how many files."""
    if path.is_file():
        return path.stat().st_size, 1
    files = [pathlib.Path(folder) / name for folder, _, names in os.walk(path) for name in names]
    return sum(file.lstat().st_size for file in files), len(files)


def output(path):
    if path is None:
        return ''
    number, files = tree(path)
    return f'{size(number)} in {files:,} files' if files > 1 else size(number)


def table(subjects, reference):
    """One line for each, with its ratio to the reference."""
    lines = ['| | Median | Fastest | Ratio | Peak memory | Output |', '|---|--:|--:|--:|--:|--:|']
    for subject in subjects:
        ratio = subject.median / reference.median
        lines.append(
            f'| {subject.name} | {time(subject.median)} | {time(min(subject.seconds))} | {ratio:.3g} '
            f'| {size(subject.kilobytes * 1024)} | {output(subject.output)} |'
        )
    return '\n'.join(lines)


def targets(found):
    """The targets, from the subjects by name."""
    start, small, large = (found[name].median for name in ('cvpn --version', 'cvpn synth, small', 'cvpn synth, large'))
    memory = {count: found[f'cvpn synth, {count} blueprints'].kilobytes for count in ('100', '10,000')}

    def ratio(first, second):
        return found[first].median / found[second].median

    thousand = 'cvpn synth, 1,000 blueprints'
    held = [
        ('small, in ms', small * 1000, 5),
        ('small, of troposphere', ratio('cvpn synth, small', 'troposphere'), 1 / 20),
        ("large, of small's own work for a rule", ((large - start) / 200) / ((small - start) / 3), 3),
        ('1,000 blueprints, of `cp -r`', ratio(thousand, 'cp -r, 1,000 blueprints'), 3),
        ('small, unchanged, of fresh', ratio('cvpn synth, small, unchanged', 'cvpn synth, small'), 1 / 2),
        ('1,000 unchanged, of fresh', ratio(f'{thousand}, unchanged', thousand), 1 / 2),
        ('memory of 10,000 blueprints, of 100', memory['10,000'] / memory['100'], 1.5),
    ]
    lines = ['| Target | Measured | At most | |', '|---|--:|--:|---|']
    lines += [f'| {name} | {value:.3g} | {most:.3g} | {"met" if value <= most else "missed"} |' for name, value, most in held]
    return '\n'.join(lines)


def machine(folder, load):
    cpu = next(line for line in open('/proc/cpuinfo') if line.startswith('model name')).partition(': ')[2].strip()
    system = platform.freedesktop_os_release()['PRETTY_NAME']
    now = datetime.datetime.now(datetime.UTC)
    return (
        f'{now:%Y-%m-%d}, {len(os.sched_getaffinity(0))} cores ({cpu}), {system}, Linux {platform.release()}, '
        f'{filesystem(folder)}; load before the run: {load:.1f}.'
    )


def filesystem(folder):
    """The type of the file system that a folder is on."""
    mounts = [line.split()[1:3] for line in open('/proc/mounts')]
    above = [mount for mount in mounts if folder.is_relative_to(mount[0])]
    return max(reversed(above), key=lambda mount: len(mount[0]))[1]


def write(text):
    """Puts a text between the markers of the README."""
    before, start, rest = README.read_text().partition(START)
    _, end, after = rest.partition(END)
    assert start and end, f'{README} has no markers'
    README.write_text(f'{before}{START}\n\n{text}\n\n{END}{after}')
