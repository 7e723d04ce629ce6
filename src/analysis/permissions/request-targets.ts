/** Services by the prefix of the header `X-Amz-Target`. From `targetPrefix` in the metadata of the SDK's version 2, 2.1692.0. */
const TARGETS = `
ACMPrivateCA=acmpca AWS242ServiceCatalogService=servicecatalog
AWSBillingAndCostManagementDataExports=bcmdataexports AWSBudgetServiceGateway=budgets
AWSCloud9WorkspaceManagementService=cloud9 AWSCognitoIdentityProviderService=cognitoidentityprovider
AWSCognitoIdentityService=cognitoidentity AWSEC2InstanceConnectService=ec2instanceconnect
AWSEvents=cloudwatchevents AWSFMS_20180101=fms AWSFreeTierService=freetier AWSGlue=glue
AWSHawksNestServiceFacade=frauddetector AWSHealth_20160804=health AWSIESnowballJobManagementService=snowball
AWSIdentityStore=identitystore AWSInsightsIndexService=costexplorer AWSKendraFrontendService=kendra
AWSKendraRerankingFrontendService=kendraranking AWSLicenseManager=licensemanager
AWSLookoutEquipmentFrontendService=lookoutequipment AWSMPCommerceService_v20200301=marketplaceagreement
AWSMPEntitlementService=marketplaceentitlementservice AWSMPMeteringService=marketplacemetering
AWSMigrationHub=migrationhub AWSMigrationHubMultiAccountService=migrationhubconfig
AWSOrganizationsV20161128=organizations AWSOrigamiServiceGatewayService=costandusagereportservice
AWSParallelComputingService=pcs AWSPoseidonService_V2015_11_01=applicationdiscoveryservice
AWSPriceListService=pricing AWSServerMigrationService_V2016_10_24=sms AWSShield_20160616=shield
AWSShineFrontendService_20170701=translate AWSSimbaAPIService_v20180301=fsx AWSStepFunctions=sfn
AWSSupport_20130415=support AWSWAF_20150824=waf AWSWAF_20190729=wafv2 AWSWAF_Regional_20161128=wafregional
AmazonAthena=athena AmazonDAXV3=dax AmazonDMSv20160101=databasemigrationservice
AmazonEC2ContainerRegistry_V20150921=ecr AmazonEC2ContainerServiceV20141113=ecs AmazonForecast=forecast
AmazonForecastRuntime=forecastquery AmazonML_20141212=machinelearning AmazonMemoryDB=memorydb
AmazonPersonalize=personalize AmazonSQS=sqs AmazonSSM=ssm AmazonTimestreamInfluxDB=timestreaminfluxdb
AnyScaleFrontendService=applicationautoscaling AnyScaleScalingPlannerFrontendService=autoscalingplans
AppRunner=apprunner AwsProton20200720=proton B2BI=b2bi BackupOnPremises_v20210101=backupgateway
BaldrApiService=cloudhsmv2 CertificateManager=acm CloudApiService=cloudcontrol
CloudHsmFrontendService=cloudhsm CodeBuild_20161006=codebuild CodeCommit_20150413=codecommit
CodeDeploy_20141006=codedeploy CodePipeline_20150709=codepipeline
ComprehendMedical_20181030=comprehendmedical Comprehend_20171127=comprehend
ComputeOptimizerService=computeoptimizer CostOptimizationHubService=costoptimizationhub
DataPipeline=datapipeline DeviceFarm_20150623=devicefarm DirectoryService_20150416=directoryservice
DynamoDBStreams_20120810=dynamodbstreams DynamoDB_20111205=dynamodb DynamoDB_20120810=dynamodb
EC2WindowsBarleyService=applicationinsights ElasticMapReduce=emr Firehose_20150804=firehose
FmrsService=datasync GameLift=gamelift GlobalAccelerator_V20180706=globalaccelerator HealthLake=healthlake
InspectorService=inspector IoTAutobahnControlPlane=iotfleetwise IoTSecuredTunneling=iotsecuretunneling
IotThingsGraphFrontEndService=iotthingsgraph KeyspacesService=keyspaces
KinesisAnalytics_20150814=kinesisanalytics KinesisAnalytics_20180523=kinesisanalyticsv2
Kinesis_20131202=kinesis Lightsail_20161128=lightsail Logs_20140328=cloudwatchlogs
MTurkRequesterServiceV20170117=mturk MailManagerSvc=mailmanager
MarketplaceCommerceAnalytics20150701=marketplacecommerceanalytics MediaStore_20170901=mediastore
NetworkFirewall_20201112=networkfirewall OpenSearchServerless=opensearchserverless
OpsWorksCM_V2016_11_01=opsworkscm OpsWorks_20130218=opsworks OvertureService=directconnect
PaymentCryptographyControlPlane=paymentcryptography PerformanceInsightsv20180227=pi
PhotonAdminProxyService=appstream PinpointSMSVoiceV2=pinpointsmsvoicev2 QLDBSession=qldbsession
RedshiftData=redshiftdata RedshiftServerless=redshiftserverless RekognitionService=rekognition
ResourceGroupsTaggingAPI_20170126=resourcegroupstaggingapi Route53AutoNaming_v20170314=servicediscovery
Route53Domains_v20140515=route53domains Route53Resolver=route53resolver SSMContacts=ssmcontacts
SWBExternalService=ssoadmin SageMaker=sagemaker ServiceQuotasV20190624=servicequotas
SimpleWorkflowService=swf SpencerFrontendService=ecrpublic StarlingDoveService=configservice
StorageGateway_20130630=storagegateway Textract=textract Timestream_20181101=timestreamwrite
ToggleCustomerAPI=route53recoverycluster Transcribe=transcribe TransferService=transfer TrentService=kms
VerifiedPermissions=verifiedpermissions VoiceID=voiceid WorkMailService=workmail
WorkspacesService=workspaces com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101=cloudtrail
com.amazonaws.codeconnections.CodeConnections_20231201=codeconnections
com.amazonaws.codestar.connections.CodeStar_connections_20191201=codestarconnections
secretsmanager=secretsmanager
`;

const SERVICES = new Map(
  TARGETS.trim()
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

const TARGET = /^([A-Za-z\d_.]{4,60})\.([A-Z][A-Za-z\d]{2,80})$/;

/** The operation that a value of the header `X-Amz-Target` names, `DynamoDB_20120810.GetItem`; null of other texts. */
export function targetOperation(
  text: string,
): { readonly service: string; readonly operation: string } | null {
  const [, prefix = '', operation = ''] = TARGET.exec(text) ?? [];
  const service = SERVICES.get(prefix);
  return service === undefined ? null : { service, operation };
}
