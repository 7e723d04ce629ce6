import { z } from 'zod';

/** A file that says which versions of which packages to index: `{ "name": ["1.0.0", …] }`. */
export const packagesFile = z.record(z.string().min(1), z.array(z.string().min(1)));
