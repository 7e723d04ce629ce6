import { quietSdk } from './quiet-sdk.js';

/** The region that AWS's own configuration names: a variable or a profile; null where there is none, or no SDK. */
export async function configuredRegion(): Promise<string | null> {
  quietSdk();
  try {
    const { STSClient } = await import('@aws-sdk/client-sts');
    return await new STSClient({}).config.region();
  } catch {
    return null;
  }
}
