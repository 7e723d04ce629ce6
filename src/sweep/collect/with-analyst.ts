import { openAnalyst, type Analyst } from './analyse-code.js';
import { openWorkFolder } from './work-folder.js';

/** Tools for artifacts of a sweep. */
export interface AnalysisTools {
  readonly analyst: Analyst;
  /** See ArtifactOptions. */
  readonly folder: string;
}

/** Opens an analyst and a folder for some work, and closes both, whatever fails. */
export async function withAnalyst<T>(
  { jobs, signal }: { readonly jobs: number; readonly signal: AbortSignal },
  work: (tools: AnalysisTools) => Promise<T>,
): Promise<T> {
  const folder = await openWorkFolder();
  try {
    const analyst = await openAnalyst({ jobs, signal, folder: folder.path });
    try {
      return await work({ analyst, folder: folder.path });
    } finally {
      await analyst.close();
    }
  } finally {
    await folder.close();
  }
}
