"""What is measured: the small and the large blueprint, the other tools, the fleets."""
import json

import blueprints
from stopwatch import Subject, away


def sizes(binary, work):
    """cvpn on one blueprint."""
    blueprints.write(work, 'small.yaml', blueprints.SMALL)
    blueprints.write(work, 'large.yaml', blueprints.large())
    yield Subject('cvpn --version', [binary, '--version'], work, repeat=5)
    for size in ('small', 'large'):
        file, fresh, kept = f'{size}.yaml', work / f'{size}-fresh', work / f'{size}-kept'
        synth = [binary, 'synth', file, '--out']
        yield Subject(f'cvpn check, {size}', [binary, 'check', file], work, repeat=5)
        yield Subject(
            f'cvpn synth, {size}', [*synth, fresh], work, output=fresh, prepare=away(fresh, settle=False), repeat=5
        )
        yield Subject(f'cvpn synth, {size}, unchanged', [*synth, kept], work, output=kept, repeat=5)


def others(tools, work):
    """The other tools on the same stack, and the floor: a copy of what cvpn writes for it."""
    ours = work / 'small-kept/corp-vpn'
    app, compiled, python = tools / 'cdk/vpn', tools / 'cdk/compiled', tools / 'python/bin'
    template = work / 'troposphere.json'
    quiet = {'CDK_DISABLE_CLI_TELEMETRY': 'true', 'npm_config_offline': 'true', 'npm_config_update_notifier': 'false'}
    yield Subject(
        'cp -r, small', ['cp', '-r', ours, work / 'copy'], work,
        output=work / 'copy', prepare=away(work / 'copy', settle=False), repeat=5,
    )
    yield Subject('terraform fmt, small', ['terraform', 'fmt', '-check', ours / 'terraform'], work)
    program = blueprints.HERE / 'troposphere/vpn.py'
    yield Subject(
        'troposphere', [python / 'python', program, blueprints.METADATA, template], work, output=template, repeat=2
    )
    yield Subject('cfn-lint', [python / 'cfn-lint', '--', ours / 'cloudformation/vpn.template.json'], work)
    yield Subject(
        'cdk synth', [app / 'node_modules/.bin/cdk', 'synth', '--no-notices'], app,
        output=app / 'cdk.out', environment=quiet,
    )
    # What the command line hands to the app.
    context = json.dumps(json.loads((app / 'cdk.json').read_text())['context'])
    for name, off in (('the CDK app alone', {}), ('the CDK app alone, no validation', {'CDK_VALIDATION': 'false'})):
        out = work / f'cdk-{len(off)}'
        yield Subject(
            name, ['node', compiled / 'js/bin/vpn.js'], app,
            output=out, environment={'CDK_OUTDIR': str(out), 'CDK_CONTEXT_JSON': context, **off},
            prepare=away(out, settle=False),
        )


def fleet(binary, work, count):
    """cvpn on a folder of blueprints, and a copy of what it writes."""
    folder, fresh, kept, copy = (work / f'{name}-{count}' for name in ('fleet', 'fresh', 'kept', 'copy'))
    blueprints.fleet(folder, count)
    synth = [binary, 'synth', folder, '--out']
    label = f'{count:,} blueprints'
    return [
        Subject(f'cvpn synth, {label}, unchanged', [*synth, kept], work, output=kept, prepare=away(fresh)),
        Subject(f'cvpn synth, {label}', [*synth, fresh], work, output=fresh, prepare=away(fresh)),
        Subject(f'cp -r, {label}', ['cp', '-r', kept, copy], work, output=copy, prepare=away(copy)),
    ]
