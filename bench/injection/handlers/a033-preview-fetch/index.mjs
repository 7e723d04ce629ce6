const TITLE = /<title>([^<]{1,300})<\/title>/i;

const reply = (statusCode, data) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(data),
});

const HOSTS = ['www.wikipedia.org', 'en.wikipedia.org', 'developer.mozilla.org'];

export const handler = async (event) => {
  const params = new URLSearchParams(event.rawQueryString);
  let url;
  try {
    url = new URL(params.get('url'));
  } catch {
    return reply(400, { message: 'bad url', examples: HOSTS });
  }

  const response = await fetch(url, { redirect: 'error' });
  const html = await response.text();
  return reply(200, { title: TITLE.exec(html)?.[1] ?? null });
};
