/** Names of layers that AWS publishes and that need permissions of their own. Each region has its own account for them. */
const AWS_LAYERS = /^(LambdaInsightsExtension|AWS-AppConfig-Extension)(?:-Arm64)?$/;

/** The name of AWS's own layer that an ARN of a layer version is of, without its architecture; null for other layers. */
export function awsLayerName(arn: string): string | null {
  return AWS_LAYERS.exec(arn.split(':')[6] ?? '')?.[1] ?? null;
}
