import { ECS, waitUntilServicesStable } from '@aws-sdk/client-ecs';

const ecs = new ECS({});

export const services = {
  async scale(cluster, service, desiredCount) {
    await ecs.updateService({ cluster, service, desiredCount });
    await waitUntilServicesStable({ client: ecs, maxWaitTime: 240 }, { cluster, services: [service] });
  },
};
