import { EC2 } from '@aws-sdk/client-ec2';

const ec2 = new EC2({ region: process.env.TARGET_REGION });

export const instances = {
  async running() {
    const { Reservations = [] } = await ec2.describeInstances({
      Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
    });
    return Reservations.flatMap(({ Instances }) => Instances.map(({ InstanceId }) => InstanceId));
  },
  stop: (id) => ec2.stopInstances({ InstanceIds: [id] }),
  start: (id) => ec2.startInstances({ InstanceIds: [id] }),
};

export const destroy = (id) => ec2.terminateInstances({ InstanceIds: [id] });
