"""The blueprints that are measured: a small one, a large one, and fleets of small ones."""
import pathlib
import shutil

HERE = pathlib.Path(__file__).parent
METADATA = HERE.parents[2] / 'blueprints/gallery/saml/client-vpn.xml'
SMALL = (HERE / 'small.yaml').read_text()


def write(folder, name, text):
    """Writes a blueprint, and the metadata that it names."""
    (folder / 'saml').mkdir(parents=True, exist_ok=True)
    shutil.copy(METADATA, folder / 'saml')
    (folder / name).write_text(text)


def large(rules=200, routes=100):
    """The small one with more rules and routes."""
    head, _, _ = SMALL.partition('  routes:\n')
    lines = [head, '  routes:\n']
    lines += [f'    - {{ to: 172.16.{route}.0/24, description: Data centre {route} }}\n' for route in range(routes)]
    lines.append('\naccess:\n')
    for rule in range(rules):
        group = ('Staff', 'Operations')[rule % 2]
        to = f'172.16.{rule % routes}.{rule // routes}/32'
        lines.append(f'  - {{ to: {to}, groups: [{group}], description: Server {rule} }}\n')
    return ''.join(lines)


def fleet(folder, count):
    """So many small ones. Each has an account, a VPC and an identity store of its own, so that none meets another."""
    for number in range(count):
        name = f'vpn-{number:05}'
        text = (
            SMALL.replace('corp-vpn', name)
            .replace('111122223333', str(111122223333 + number))
            .replace('d-0123456789', f'd-{number:010x}')
            .replace('vpc-0123456789abcdef0', f'vpc-{number:017x}')
        )
        if number == 0:
            write(folder, f'{name}.yaml', text)
        else:
            (folder / f'{name}.yaml').write_text(text)
