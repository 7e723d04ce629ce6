export interface WorkflowEvent {
  type: 'start' | 'status' | 'approve' | 'reject';
  id: string;
  token?: string;
  reason?: string;
}
