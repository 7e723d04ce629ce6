import { runQuery } from './athena';
import { keepCopy } from './copy';
import { mailReport } from './mail';

export const handler = async ({ day = new Date().toISOString().slice(0, 10) } = {}) => {
  const { id, rows } = await runQuery(
    `SELECT country, count(*) FROM visits WHERE day = '${day}' GROUP BY country`,
  );
  await keepCopy(id, day);
  await mailReport(day, rows);
  return { id, rows: rows.length };
};
