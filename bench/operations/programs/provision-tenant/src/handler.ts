import { TenantProvisioner } from './tenant-provisioner';
import { TenantRemover } from './tenant-remover';

const provisioner = new TenantProvisioner(process.env.STAGE ?? 'dev');

export const handler = async (event: { tenant: string }) => {
  await provisioner.run(event.tenant);
  return { tenant: event.tenant, status: 'ready' };
};

/** Deployed as a function of its own. */
export const remove = async (event: { tenant: string }) => new TenantRemover().run(event.tenant);
