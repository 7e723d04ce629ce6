import { EventEmitter } from 'node:events';
import { attachStock } from './stock.mjs';
import { attachMail } from './mail.mjs';

export class Shop extends EventEmitter {
  #pending = [];

  constructor(...attachments) {
    super();
    for (const attach of attachments) attach(this);
  }

  track(promise) {
    this.#pending.push(promise);
  }

  async settle() {
    while (this.#pending.length > 0) await Promise.all(this.#pending.splice(0));
  }
}

const shop = new Shop(attachStock, attachMail);

export const handler = async ({ Records }) => {
  for (const { body } of Records) shop.emit('sold', JSON.parse(body));
  await shop.settle();
};
