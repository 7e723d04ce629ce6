import './plugins';
import { dispatch } from './registry';

export const handler = (event: { kind: string; payload: unknown }) => dispatch(event.kind, event.payload);
