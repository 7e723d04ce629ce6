/** The sample service, as its serverless.yml would describe it. */
export const serviceName = 'hr-intake';
export const stage = 'prod';
export const layerName = 'sharedDeps';
export const runtime = 'nodejs20.x';

/** `logicalId`: the framework's, without its suffix. */
export const functions = [
  {
    name: 'receive-attachment',
    logicalId: 'ReceiveDashattachment',
    event: { s3: { bucket: 'hr-intake-mail', event: 's3:ObjectCreated:*' } },
    environment: { INTAKE_BUCKET: 'hr-intake-attachments' },
  },
  {
    name: 'extract-text',
    logicalId: 'ExtractDashtext',
    event: { s3: { bucket: 'hr-intake-attachments', event: 's3:ObjectCreated:*' } },
    environment: { SCREENING_QUEUE: 'https://sqs.example.invalid/screening' },
    layer: true,
  },
  {
    name: 'screen-cv',
    logicalId: 'ScreenDashcv',
    event: { sqs: { arn: 'arn:aws:sqs:eu-central-1:111122223333:screening', batchSize: 10 } },
    environment: { SCORING_URL: 'https://scoring.example.invalid', SCORING_SECRET: 'set-at-deployment' },
    bundled: true,
  },
  {
    name: 'store-candidate',
    logicalId: 'StoreDashcandidate',
    event: { httpApi: 'POST /candidates' },
    environment: { CANDIDATES_TABLE: 'hr-intake-candidates' },
    layer: true,
  },
];
