/** A variable of the AWS SDK. With `true` its clients do not warn that later releases need a newer Node. */
const VARIABLE = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** The user chose neither the SDK nor its release, so its advice about Node is not printed. A value that the user set stays. */
export function quietSdk(env: NodeJS.ProcessEnv = process.env): void {
  env[VARIABLE] ??= 'true';
}
