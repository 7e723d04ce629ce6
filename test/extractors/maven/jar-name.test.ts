import { expect, it } from 'vitest';
import { readJarName } from '../../../src/extractors/maven/jar-name.js';

it.each([
  ['lib/jackson-core-2.15.2.jar', 'jackson-core', '2.15.2'],
  ['guava-31.1-jre.jar', 'guava', '31.1-jre'],
  [
    'netty-transport-native-epoll-4.1.100.Final-linux-x86_64.jar',
    'netty-transport-native-epoll',
    '4.1.100.Final',
  ],
  ['log4j-1.2-api-2.17.1.jar', 'log4j-1.2-api', '2.17.1'],
  ['foo-1.0-beta-2.jar', 'foo', '1.0-beta-2'],
  ['kafka_2.13-3.5.1.jar', 'kafka_2.13', '3.5.1'],
  ['aws-xray-recorder-sdk-aws-sdk-v2-2.14.0.jar', 'aws-xray-recorder-sdk-aws-sdk-v2', '2.14.0'],
  ['bcprov-jdk18on-1.76.jar', 'bcprov-jdk18on', '1.76'],
  ['a-1.0-20230101.010101-7.jar', 'a', '1.0-SNAPSHOT'],
  ['a-1.0-SNAPSHOT.jar', 'a', '1.0-SNAPSHOT'],
  ['a-1.0-all.war', 'a', '1.0'],
  ['app.jar', 'app', null],
  ['-1.0.jar', '-1.0', null],
  ['a-1 0.jar', 'a-1 0', null],
  [`${'a-'.repeat(2000)}1.jar`, 'a-'.repeat(2000).slice(0, -1), '1'],
])('%s', (path, artifact, version) => expect(readJarName(path)).toEqual({ artifact, version }));
