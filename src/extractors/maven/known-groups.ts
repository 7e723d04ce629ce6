/**
 * Groups of libraries that are not built by Maven, so that nothing in their jars names the group. A line: the group, the folder that one of
 * the jar's classes has to be in, then artifacts; `x-*` stands for all that begin so. The first line that fits counts.
 */
const TABLE = `
org.springframework.boot org/springframework/boot spring-boot spring-boot-*
org.springframework.security org/springframework/security spring-security-*
org.springframework.session org/springframework/session spring-session-*
org.springframework.integration org/springframework/integration spring-integration-*
org.springframework.batch org/springframework/batch spring-batch-*
org.springframework.kafka org/springframework/kafka spring-kafka spring-kafka-*
org.springframework.amqp org/springframework/amqp spring-amqp spring-rabbit spring-rabbit-*
org.springframework.graphql org/springframework/graphql spring-graphql spring-graphql-*
org.springframework.ldap org/springframework/ldap spring-ldap-*
org.springframework.hateoas org/springframework/hateoas spring-hateoas
org.springframework.data org/springframework/data spring-data-*
org.springframework.cloud org/springframework/cloud spring-cloud-*
org.springframework.ws org/springframework spring-ws-* spring-xml
org.springframework.statemachine org/springframework/statemachine spring-statemachine-*
org.springframework.vault org/springframework/vault spring-vault-core
org.springframework org/apache/commons/logging spring-jcl
org.springframework org/springframework spring-aop spring-aspects spring-beans spring-context spring-context-indexer spring-context-support spring-core spring-core-test spring-expression spring-instrument spring-jcl spring-jdbc spring-jms spring-messaging spring-orm spring-oxm spring-r2dbc spring-test spring-tx spring-web spring-webflux spring-webmvc spring-websocket
io.micrometer io/micrometer micrometer-* context-propagation
io.projectreactor reactor reactor-core reactor-test reactor-tools
io.projectreactor.netty.incubator reactor/netty/incubator reactor-netty-incubator-quic
io.projectreactor.netty reactor/netty reactor-netty reactor-netty-core reactor-netty-http reactor-netty-http-brave
io.projectreactor.addons reactor reactor-extra reactor-adapter reactor-pool
io.projectreactor.kafka reactor/kafka reactor-kafka
com.squareup.okhttp3 okhttp3 okhttp okhttp-* logging-interceptor mockwebserver
com.squareup.okhttp com/squareup/okhttp okhttp okhttp-*
com.squareup.okio okio okio okio-*
com.squareup.retrofit2 retrofit2 retrofit converter-* adapter-*
com.squareup.moshi com/squareup/moshi moshi moshi-*
com.squareup com/squareup javapoet kotlinpoet kotlinpoet-*
com.squareup.wire com/squareup/wire wire-*
org.jetbrains.kotlin kotlin kotlin-*
org.jetbrains.kotlinx kotlinx kotlinx-* atomicfu atomicfu-*
org.jetbrains org/jetbrains annotations
org.jetbrains.exposed org/jetbrains/exposed exposed-*
io.ktor io/ktor ktor-*
io.arrow-kt arrow arrow-*
io.grpc io/grpc grpc-*
io.perfmark io/perfmark perfmark-*
com.google.protobuf com/google/protobuf protobuf-java protobuf-java-util protobuf-javalite protobuf-kotlin
com.google.dagger dagger dagger dagger-*
com.google.android android/annotation annotations
com.google.code.gson com/google/gson gson
com.google.code.findbugs javax/annotation jsr305
com.google.errorprone com/google/errorprone error_prone_annotations
com.google.j2objc com/google/j2objc j2objc-annotations
io.opentelemetry.instrumentation io/opentelemetry/instrumentation opentelemetry-instrumentation-* opentelemetry-aws-* opentelemetry-log4j-* opentelemetry-logback-* opentelemetry-spring-*
io.opentelemetry.semconv io/opentelemetry/semconv opentelemetry-semconv
io.opentelemetry.contrib io/opentelemetry/contrib opentelemetry-*
io.opentelemetry io/opentelemetry opentelemetry-*
io.opencensus io/opencensus opencensus-*
org.hibernate.orm org/hibernate hibernate-core hibernate-envers hibernate-jcache hibernate-hikaricp hibernate-c3p0 hibernate-spatial hibernate-community-dialects hibernate-vector
org.hibernate org/hibernate hibernate-core hibernate-entitymanager hibernate-envers hibernate-ehcache hibernate-c3p0 hibernate-hikaricp hibernate-java8 hibernate-jcache
org.hibernate.common org/hibernate hibernate-commons-annotations
org.hibernate.reactive org/hibernate/reactive hibernate-reactive-core
org.jboss.logging org/jboss/logging jboss-logging
org.apache.kafka org/apache/kafka kafka-* connect-* kafka_2.12 kafka_2.13
org.apache.kafka kafka kafka_2.12 kafka_2.13
org.apache.lucene org/apache/lucene lucene-*
org.apache.solr org/apache/solr solr-*
org.apache.groovy groovy groovy groovy-*
org.codehaus.groovy groovy groovy groovy-* groovy-all
org.apache.poi org/apache/poi poi poi-*
org.apache.poi org/openxmlformats poi-ooxml-lite poi-ooxml-schemas
org.apache.xmlbeans org/apache/xmlbeans xmlbeans
org.apache.geode org/apache/geode geode-*
org.apache.ignite org/apache/ignite ignite-*
org.apache.beam org/apache/beam beam-*
org.apache.iceberg org/apache/iceberg iceberg-*
org.apache.ant org/apache/tools ant ant-*
org.apache.tomcat.embed org/apache tomcat-embed-*
org.apache.tomcat org/apache tomcat-annotations-api tomcat-api tomcat-catalina tomcat-coyote tomcat-dbcp tomcat-el-api tomcat-jasper tomcat-jasper-el tomcat-jdbc tomcat-jni tomcat-juli tomcat-servlet-api tomcat-util tomcat-util-scan tomcat-websocket
org.mongodb org/bson bson bson-record-codec
org.mongodb com/mongodb mongodb-driver-* mongo-java-driver
com.github.ben-manes.caffeine com/github/benmanes/caffeine caffeine guava jcache simulator
com.auth0 com/auth0 java-jwt jwks-rsa auth0
io.reactivex.rxjava3 io/reactivex/rxjava3 rxjava
io.reactivex.rxjava2 io/reactivex rxjava
io.reactivex rx rxjava
org.reactivestreams org/reactivestreams reactive-streams
org.bouncycastle org/bouncycastle bcprov-* bcpkix-* bcutil-* bcpg-* bcmail-* bctls-* bcjmail-* bc-fips bcpkix-fips bctls-fips
org.ow2.asm org/objectweb/asm asm asm-*
asm org/objectweb/asm asm asm-all asm-commons asm-tree asm-util asm-analysis
org.checkerframework org/checkerframework checker-qual checker checker-util dataflow
org.postgresql org/postgresql postgresql r2dbc-postgresql
org.mockito org/mockito mockito-*
org.junit.jupiter org/junit/jupiter junit-jupiter-*
org.junit.platform org/junit/platform junit-platform-*
org.opentest4j org/opentest4j opentest4j
org.apiguardian org/apiguardian apiguardian-api
org.jspecify org/jspecify jspecify
org.projectlombok lombok lombok
org.aspectj org/aspectj aspectjrt aspectjtools
org.aspectj aj aspectjweaver
org.elasticsearch.client org/elasticsearch/client elasticsearch-rest-client elasticsearch-rest-high-level-client transport
org.elasticsearch org/elasticsearch elasticsearch elasticsearch-*
co.elastic.clients co/elastic/clients elasticsearch-java
org.opensearch.client org/opensearch/client opensearch-rest-client opensearch-rest-high-level-client opensearch-java
org.opensearch org/opensearch opensearch opensearch-*
com.netflix.hystrix com/netflix/hystrix hystrix-*
com.netflix.eureka com/netflix eureka-*
com.netflix.ribbon com/netflix ribbon ribbon-*
com.netflix.archaius com/netflix archaius-*
com.netflix.servo com/netflix servo-*
com.netflix.graphql.dgs com/netflix/graphql graphql-dgs graphql-dgs-*
io.github.resilience4j io/github/resilience4j resilience4j-*
com.graphql-java graphql graphql-java graphql-java-extended-scalars graphql-java-extended-validation
com.graphql-java org/dataloader java-dataloader
com.jayway.jsonpath com/jayway/jsonpath json-path json-path-assert
com.azure com/azure azure-*
com.twilio.sdk com/twilio twilio
com.stripe com/stripe stripe-java
com.sendgrid com/sendgrid sendgrid-java
io.sentry io/sentry sentry sentry-*
io.micronaut.aws io/micronaut micronaut-aws-* micronaut-function-aws micronaut-function-aws-*
io.micronaut.serde io/micronaut/serde micronaut-serde-*
io.micronaut.validation io/micronaut/validation micronaut-validation
io.micronaut.data io/micronaut/data micronaut-data-*
io.micronaut.security io/micronaut/security micronaut-security micronaut-security-*
io.micronaut io/micronaut micronaut-*
io.helidon io/helidon helidon-*
org.apache.logging.log4j org/apache/logging/log4j log4j-*
org.pf4j org/pf4j pf4j
com.fasterxml com/fasterxml/classmate classmate
com.zaxxer com/zaxxer/hikari HikariCP HikariCP-java7
com.typesafe com/typesafe/config config
com.typesafe.akka akka akka-*
com.typesafe.play play play_2.12 play_2.13 play-*
org.apache.pekko org/apache/pekko pekko-*
org.scala-lang scala scala-library scala-reflect scala-compiler scala3-library_3
org.scala-lang.modules scala scala-*
com.github.luben com/github/luben/zstd zstd-jni
org.xerial.snappy org/xerial/snappy snappy-java
org.xerial org/sqlite sqlite-jdbc
org.lz4 net/jpountz lz4-java
net.java.dev.jna com/sun/jna jna jna-platform
org.jooq org/jooq jooq jooq-*
org.liquibase liquibase liquibase-core
org.quartz-scheduler org/quartz quartz quartz-jobs
org.ehcache org/ehcache ehcache ehcache-*
org.redisson org/redisson redisson redisson-*
org.apache.struts org/apache/struts2 struts2-*
xmlpull org/xmlpull xmlpull
com.amazonaws com/amazonaws/xray aws-xray-recorder-sdk-*
software.amazon.awssdk software/amazon/awssdk third-party-*
commons-logging org/apache/commons/logging commons-logging
commons-collections org/apache/commons/collections commons-collections
commons-beanutils org/apache/commons/beanutils commons-beanutils
commons-lang org/apache/commons/lang commons-lang
commons-codec org/apache/commons/codec commons-codec
commons-io org/apache/commons/io commons-io
commons-fileupload org/apache/commons/fileupload commons-fileupload
commons-httpclient org/apache/commons/httpclient commons-httpclient
commons-digester org/apache/commons/digester commons-digester
commons-dbcp org/apache/commons/dbcp commons-dbcp
commons-pool org/apache/commons/pool commons-pool
log4j org/apache/log4j log4j
junit org/junit junit
org.hamcrest org/hamcrest hamcrest hamcrest-core hamcrest-library
dom4j org/dom4j dom4j
org.dom4j org/dom4j dom4j
jaxen org/jaxen jaxen
xerces org/apache/xerces xercesImpl
xalan org/apache/xalan xalan
xml-apis org/w3c/dom xml-apis
jdom org/jdom jdom
org.jdom org/jdom2 jdom2
antlr antlr antlr
aopalliance org/aopalliance aopalliance
javax.inject javax/inject javax.inject
cglib net/sf/cglib cglib cglib-nodep
oro org/apache/oro oro
joda-time org/joda/time joda-time
org.json org/json json
mysql com/mysql mysql-connector-java
com.mysql com/mysql mysql-connector-j
com.oracle.database.jdbc oracle/jdbc ojdbc8 ojdbc10 ojdbc11
com.microsoft.sqlserver com/microsoft/sqlserver mssql-jdbc
com.h2database org/h2 h2
org.hsqldb org/hsqldb hsqldb
org.apache.derby org/apache/derby derby derby*
com.amazon.redshift com/amazon/redshift redshift-jdbc42
`;

interface KnownGroup {
  readonly group: string;
  readonly folder: string;
  readonly artifacts: readonly string[];
}

const GROUPS: readonly KnownGroup[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [group = '', folder = '', ...artifacts] = line.trim().split(/ +/);
    return { group, folder, artifacts };
  });

function isNamed(artifact: string, pattern: string): boolean {
  return pattern.endsWith('*') ? artifact.startsWith(pattern.slice(0, -1)) : artifact === pattern;
}

/**
 * The group of a well-known artifact; null if it is not known.
 * @param hasFolder whether classes of the jar are in a folder, or below it; true for a jar without classes.
 */
export function knownGroupOf(artifact: string, hasFolder: (folder: string) => boolean): string | null {
  const found = GROUPS.find(
    ({ folder, artifacts }) => artifacts.some((each) => isNamed(artifact, each)) && hasFolder(folder),
  );
  return found?.group ?? null;
}
