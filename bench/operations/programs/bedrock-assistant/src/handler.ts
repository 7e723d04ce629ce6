import { Assistant } from './assistant';
import { Passages } from './passages';
import { Transcript } from './transcript';

const assistant = new Assistant(process.env.MODEL_ID ?? 'anthropic.claude-3-haiku-20240307-v1:0');
const passages = new Passages(process.env.KNOWLEDGE_BASE_ID!);
const transcript = new Transcript(process.env.TRANSCRIPTS_BUCKET!);

export const handler = async ({
  session,
  question,
  stream,
}: {
  session: string;
  question: string;
  stream?: boolean;
}) => {
  const context = await passages.about(question);
  const answer = stream
    ? await assistant.streamed(question, context)
    : await assistant.ask(question, context);
  await transcript.write(session, { question, answer });
  return { answer };
};
