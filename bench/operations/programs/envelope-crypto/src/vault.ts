import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { ObjectStore } from './object-store.js';

export class Vault {
  readonly #kms = new KMSClient({});

  constructor(
    private readonly keyId: string,
    private readonly objects: ObjectStore,
  ) {}

  async store(name: string, content: Buffer) {
    const { Plaintext, CiphertextBlob } = await this.#kms.send(
      new GenerateDataKeyCommand({ KeyId: this.keyId, KeySpec: 'AES_256' }),
    );
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', Plaintext!, iv);
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    await this.objects.put(name, sealed, {
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      key: Buffer.from(CiphertextBlob!).toString('base64'),
    });
  }

  async load(name: string): Promise<Buffer> {
    const { body, metadata } = await this.objects.get(name);
    const { Plaintext } = await this.#kms.send(
      new DecryptCommand({ CiphertextBlob: Buffer.from(metadata.key!, 'base64'), KeyId: this.keyId }),
    );
    const decipher = createDecipheriv('aes-256-gcm', Plaintext!, Buffer.from(metadata.iv!, 'base64'));
    decipher.setAuthTag(Buffer.from(metadata.tag!, 'base64'));
    return Buffer.concat([decipher.update(body), decipher.final()]);
  }

  async sign(digest: Uint8Array) {
    return this.#kms.send(
      new SignCommand({
        KeyId: this.keyId,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
  }
}
