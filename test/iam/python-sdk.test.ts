import { expect, test } from 'vitest';
import { ownValue, sdkService } from '../../src/iam/index.js';

test.each([
  ['s3', 'list_objects_v2', 'ListObjectsV2'],
  ['ec2', 'describe_vpc_endpoint_service_permissions', 'DescribeVpcEndpointServicePermissions'],
  ['iam', 'list_mfa_devices', 'ListMFADevices'],
  ['storagegateway', 'create_cached_iscsi_volume', 'CreateCachediSCSIVolume'],
  ['s3', 'constructor', undefined],
])("%s' method %s is %s", (service, method, operation) => {
  expect(sdkService(service)?.operations.get(method)).toBe(operation);
});

test('services have the id of needs, waiters and resources', () => {
  expect(sdkService('stepfunctions')?.id).toBe('sfn');
  expect(sdkService('dynamodb')?.waiters).toMatchObject({ table_exists: 'DescribeTable' });
  const table = ownValue(sdkService('dynamodb')?.resources ?? {}, 'Table');
  expect(table?.actions['put_item']).toEqual([null, ['PutItem', ['TableName', 'Name']]]);
  expect(sdkService('__proto__')).toBeNull();
});
