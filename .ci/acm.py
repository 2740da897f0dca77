"""A stand-in for ACM takes a server's certificate of cvpn, and a renewed one under the same ARN.

usage: acm.py CVPN WORK
"""
import pathlib
import socket
import subprocess
import sys
import time

import boto3
from botocore.exceptions import ClientError

cvpn, work = sys.argv[1], pathlib.Path(sys.argv[2])


def run(*arguments):
    subprocess.run([cvpn, *arguments], cwd=work, check=True, capture_output=True)


def files(folder, key='server.key'):
    read = lambda name: (work / folder / name).read_bytes()
    return {'Certificate': read('server.crt'), 'PrivateKey': read(key), 'CertificateChain': read('ca.crt')}


def serve():
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    server = pathlib.Path(sys.executable).with_name('moto_server')
    log = (work / 'moto.log').open('w')
    process = subprocess.Popen([server, '-H', '127.0.0.1', '-p', str(port)], stdout=log, stderr=log)
    for _ in range(150):
        with socket.socket() as there:
            if there.connect_ex(('127.0.0.1', port)) == 0:
                return process, f'http://127.0.0.1:{port}'
        time.sleep(0.1)
    process.kill()
    sys.exit('the stand-in for ACM does not start: ' + (work / 'moto.log').read_text())


def main():
    process, url = serve()
    try:
        acm = boto3.client('acm', region_name='ap-northeast-1', endpoint_url=url,
                           aws_access_key_id='none', aws_secret_access_key='none')
        run('cert', 'new', '--domain', 'vpn.example.com', '--days', '300', '--passphrase-file', 'passphrase', '--dir', 'acm')
        arn = acm.import_certificate(**files('acm'))['CertificateArn']
        first = acm.describe_certificate(CertificateArn=arn)['Certificate']
        assert first['DomainName'] == 'vpn.example.com', first
        assert first['SubjectAlternativeNames'] == ['vpn.example.com'], first
        assert first['Type'] == 'IMPORTED' and first['KeyAlgorithm'].replace('-', '_') == 'RSA_2048', first

        run('cert', 'renew', '--days', '600', '--passphrase-file', 'passphrase', '--dir', 'acm')
        assert acm.import_certificate(CertificateArn=arn, **files('acm'))['CertificateArn'] == arn
        second = acm.describe_certificate(CertificateArn=arn)['Certificate']
        assert second['NotAfter'] > first['NotAfter'] and second['DomainName'] == first['DomainName'], second
        body = acm.get_certificate(CertificateArn=arn)['Certificate'].encode()
        assert body.strip() == files('acm')['Certificate'].strip()
        assert len(acm.list_certificates()['CertificateSummaryList']) == 1

        # The stand-in refuses what ACM refuses, as far as it looks: the encrypted key of the CA.
        try:
            acm.import_certificate(**files('acm', key='ca.key'))
        except ClientError:
            pass
        else:
            sys.exit('the stand-in for ACM takes an encrypted key, so its yes says nothing')
    finally:
        process.kill()
        process.wait()
    print('a stand-in for ACM takes the certificate, and the renewed one under the same ARN')


main()
