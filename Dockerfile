# stowaway in an image, from a built clone:
#   npm ci --ignore-scripts && npm run build && docker build --tag stowaway .
#   docker run --rm --network none --volume "$PWD:/work:ro" stowaway scan .serverless/
# test/docker-steps.slow.test.ts runs these steps in a clean folder.
FROM node:24-slim
WORKDIR /opt/stowaway
COPY package.json package-lock.json LICENSE NOTICE ./
# Exactly what the lockfile pins, by SHA-512, and no script of any package.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY dist ./dist
COPY data ./data
COPY schema ./schema
RUN chmod 755 dist/cli/main.js && ln -s /opt/stowaway/dist/cli/main.js /usr/local/bin/stowaway
USER node
WORKDIR /work
ENTRYPOINT ["node", "/opt/stowaway/dist/cli/main.js"]
CMD ["--help"]
