/** An AWS account and a region; null when unknown. */
export interface AwsPlace {
  /** Twelve digits. */
  readonly account: string | null;
  /** `eu-central-1` */
  readonly region: string | null;
}

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const AWS_ACCOUNT = /^\d{12}$/;
/** No name of a region is longer than the formats of AWS allow. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const AWS_REGION = /^(?=.{1,16}$)[a-z]+(?:-[a-z]+)+-\d+$/;
