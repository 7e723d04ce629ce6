/**
 * Forms of names, by IAM's prefix and the variable of its ARN patterns that stands for the name. A variable without a form is never filled from a
 * plain value.
 */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  ['dynamodb:TableName', /^[\w.-]{3,255}$/],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  ['s3:BucketName', /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/],
  ['sqs:QueueName', /^[\w-]{1,80}(?:\.fifo)?$/],
  ['sns:TopicName', /^[\w-]{1,256}(?:\.fifo)?$/],
  ['kinesis:StreamName', /^[\w.-]{1,128}$/],
  ['firehose:DeliveryStreamName', /^[\w.-]{1,64}$/],
  ['lambda:FunctionName', /^[\w-]{1,64}$/],
  ['events:EventBusName', /^[\w./-]{1,256}$/],
  ['secretsmanager:SecretId', /^[\w/+=.@-]{1,512}$/],
  ['ssm:ParameterNameWithoutLeadingSlash', /^\/?[\w./-]{1,1000}$/],
  ['logs:LogGroupName', /^[\w./#-]{1,512}$/],
  ['athena:WorkGroupName', /^[\w.-]{1,128}$/],
]);

/** Whether a plain text can be the name of a resource, by the naming rules of its type. */
export function fitsName(prefix: string, variable: string, text: string): boolean {
  return FORMS.get(`${prefix}:${variable}`)?.test(text) ?? false;
}

/** Variables that hold secrets by their name. One for the name of a secret says so: `DB_SECRET_NAME`. */
const SECRET_VARIABLE = /PASSW(?:OR)?D|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL/i;
const SECRET = /SECRET/i;
const NAME_OF_SECRET = /SECRET.{0,30}(?:NAME|ID|ARN|PATH)$/i;

/** Beginnings that keys of well-known services have. */
const KEY_START =
  /^(?:AKIA|ASIA|AIza|eyJ|gh[opsur]_|github_pat_|xox|sk[-_]|pk[-_]|rk_|glpat-|npm_|whsec_|SG\.|-----)/;

/** Hexadecimal digits or a UUID: keys have this form, names that people choose do not. */
const DIGITS = /^(?:[\da-f]{24,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** Shortest run of letters and digits that counts as random. */
const LONG_RUN = 20;

/** A long run of letters of both cases and digits, as random texts have. */
function isRandomRun(run: string): boolean {
  return run.length >= LONG_RUN && /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);
}

/** Whether the value of a variable looks like a secret. Names that people give to resources do not. */
export function looksSecret(variable: string, value: string): boolean {
  if (SECRET_VARIABLE.test(variable)) return true;
  if (SECRET.test(variable) && !NAME_OF_SECRET.test(variable)) return true;
  return KEY_START.test(value) || DIGITS.test(value) || value.split(/[^A-Za-z\d]/).some(isRandomRun);
}
