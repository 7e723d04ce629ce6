import { Token } from './container';

export interface Mailer {
  send(to: string, template: string, data: Record<string, string>): Promise<string>;
}

export interface Audit {
  record(entry: { id: string; at: string; to: string }): Promise<void>;
}

export const MAILER = new Token<Mailer>('mailer');
export const AUDIT = new Token<Audit>('audit');
export const CLOCK = new Token<() => string>('clock');
