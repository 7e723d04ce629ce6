// The text of a CV is screened by rules and an outside scoring service. Deployed as one minified file.
import axios from 'axios';
import jwt from 'jsonwebtoken';
import _ from 'lodash';

const SKILLS = ['typescript', 'python', 'kubernetes', 'dynamodb', 'accessibility'];

export async function handler(event) {
  const candidates = await Promise.all(event.Records.map(({ body }) => screen(JSON.parse(body))));
  return { candidates: _.orderBy(candidates, ['score'], ['desc']) };
}

async function screen({ key, text, receivedAt }) {
  const words = _.countBy(_.words(_.toLower(text)));
  const skills = _.pickBy(_.pick(words, SKILLS), (count) => count > 0);
  const token = jwt.sign({ sub: key }, process.env.SCORING_SECRET, { expiresIn: '1m' });
  const { data } = await axios.post(
    `${process.env.SCORING_URL}/score`,
    { skills },
    { headers: { authorization: `Bearer ${token}` } },
  );
  return { key, receivedAt, skills: _.keys(skills), score: _.clamp(data.score, 0, 100) };
}
