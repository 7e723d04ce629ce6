import { inTransaction, run } from './database.mjs';

const transfer = (from, to, amount) =>
  inTransaction(async (transaction) => {
    await run('UPDATE account SET balance = balance - :a WHERE id = :i', { a: amount, i: from }, transaction);
    await run('UPDATE account SET balance = balance + :a WHERE id = :i', { a: amount, i: to }, transaction);
  });

export const handler = async ({ from, to, amount }) => {
  await transfer(from, to, amount);
  const [row] = await run('SELECT balance FROM account WHERE id = :i', { i: from });
  return { balance: row[0].longValue };
};
