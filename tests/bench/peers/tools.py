"""Installs the other tools by package name, once, and tells the versions of all."""
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import zlib

import blueprints

HERE = pathlib.Path(__file__).parent
CDK = HERE / 'cdk'
REQUIREMENTS = [HERE / 'troposphere/requirements.txt', HERE.parents[2] / '.ci/requirements.txt']


def install():
    """The folder with the tools: `python` for troposphere and cfn-lint, `cdk` for the CDK app."""
    for program in ('node', 'npm', 'npx', 'terraform'):
        if not shutil.which(program):
            sys.exit(f'missing: {program}')
    if not pathlib.Path('/usr/bin/time').exists():
        run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'time'])
    pins = b''.join(file.read_bytes() for file in [*REQUIREMENTS, CDK / 'package.json'])
    version = zlib.crc32(pins + platform.python_version().encode())
    cache = pathlib.Path(os.environ.get('XDG_CACHE_HOME') or pathlib.Path.home() / '.cache')
    folder = cache / f'cvpn-peers-{version:08x}'
    if not (folder / 'ready').exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        python(folder / 'python')
        cdk(folder / 'cdk')
        (folder / 'ready').touch()
    programs(folder / 'cdk')
    return folder


def python(folder):
    run([sys.executable, '-m', 'venv', folder])
    files = [word for file in REQUIREMENTS for word in ('-r', file)]
    run([folder / 'bin/pip', 'install', '--quiet', '--disable-pip-version-check', *files])


def cdk(folder):
    """What `cdk init` of the pinned command line makes, with the versions of package.json."""
    pinned = json.loads((CDK / 'package.json').read_text())['devDependencies']['aws-cdk']
    command = folder / 'command'
    app = folder / 'vpn'
    app.mkdir(parents=True)
    run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefix', command, f'aws-cdk@{pinned}'])
    run([command / 'node_modules/.bin/cdk', 'init', 'app', '--language', 'typescript', '--generate-only'], app)
    shutil.rmtree(command)
    shutil.rmtree(app / 'test')
    shutil.copy(CDK / 'package.json', app)
    run(['npm', 'install', '--silent', '--no-audit', '--no-fund'], app)


def programs(folder):
    """The app as it stands here, in TypeScript and compiled."""
    app = folder / 'vpn'
    shutil.copy(CDK / 'app.ts', app / 'bin/vpn.ts')
    shutil.copy(CDK / 'stack.ts', app / 'lib/vpn-stack.ts')
    shutil.copy(blueprints.METADATA, app)
    run(['npx', 'tsc', '--noEmit', 'false', '--declaration', 'false', '--outDir', folder / 'compiled/js'], app)
    # Beside the compiled app, so that it finds the libraries, and outside the other, so that tsc does not read it.
    modules = folder / 'compiled/node_modules'
    if not modules.exists():
        modules.symlink_to('../vpn/node_modules')


def run(command, folder=None):
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{" ".join(map(str, command))}:\n{done.stdout}{done.stderr}')
    return done.stdout


def versions(binary, folder):
    """Each tool with its version."""
    pinned = json.loads((CDK / 'package.json').read_text())
    node = pinned['dependencies'] | pinned['devDependencies']
    packages = run([folder / 'python/bin/pip', 'list', '--disable-pip-version-check', '--format', 'json'])
    installed = {package['name']: package['version'] for package in json.loads(packages)}
    return {
        'cvpn': run([binary, '--version']).strip().removeprefix('cvpn '),
        'Python': platform.python_version(),
        'troposphere': installed['troposphere'],
        'cfn-lint': installed['cfn-lint'],
        'Node.js': run(['node', '--version']).strip().lstrip('v'),
        'aws-cdk-lib': node['aws-cdk-lib'],
        'aws-cdk': node['aws-cdk'],
        'TypeScript': node['typescript'],
        'tsx': node['tsx'],
        'Terraform': json.loads(run(['terraform', 'version', '-json']))['terraform_version'],
        'cp': run(['cp', '--version']).splitlines()[0].split()[-1],
    }
