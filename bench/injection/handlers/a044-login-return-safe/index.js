const SITE = 'https://app.example.com';

function resolveReturn(value) {
  try {
    const target = new URL(value, SITE);
    return target.origin === SITE ? target.href : SITE;
  } catch (e) {
    return SITE;
  }
}

exports.handler = async (event) => {
  const { returnTo = '/' } = event.queryStringParameters || {};
  const response = { statusCode: 302, headers: {}, body: '' };
  response.headers['Set-Cookie'] = 'seen=1; Secure; HttpOnly; Path=/';
  response.headers.Location = resolveReturn(returnTo);
  return response;
};
