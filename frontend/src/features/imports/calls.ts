import {
  cancelIdentityImport,
  cancelPlanningImport,
  cancelRecordsImport,
  changeIdentityImport,
  changePlanningImport,
  changeRecordsImport,
  checkIdentityImport,
  checkPlanningImport,
  checkRecordsImport,
  getIdentityImport,
  getIdentityImportRejects,
  getPlanningImport,
  getPlanningImportRejects,
  getRecordsImport,
  getRecordsImportRejects,
  type ImportChange,
  listIdentityImportKinds,
  listIdentityImports,
  listPlanningImportKinds,
  listPlanningImports,
  listRecordsImportKinds,
  listRecordsImports,
  runIdentityImport,
  runPlanningImport,
  runRecordsImport,
} from "@/api/generated";

export const services = ["records", "planning", "identity"] as const;
export type Service = (typeof services)[number];

/** Each service imports its own kinds, at addresses that differ in its name alone. */
export const calls = {
  records: {
    kinds: listRecordsImportKinds,
    list: listRecordsImports,
    get: getRecordsImport,
    change: changeRecordsImport,
    check: checkRecordsImport,
    run: runRecordsImport,
    cancel: cancelRecordsImport,
    rejects: getRecordsImportRejects,
  },
  planning: {
    kinds: listPlanningImportKinds,
    list: listPlanningImports,
    get: getPlanningImport,
    change: changePlanningImport,
    check: checkPlanningImport,
    run: runPlanningImport,
    cancel: cancelPlanningImport,
    rejects: getPlanningImportRejects,
  },
  identity: {
    kinds: listIdentityImportKinds,
    list: listIdentityImports,
    get: getIdentityImport,
    change: changeIdentityImport,
    check: checkIdentityImport,
    run: runIdentityImport,
    cancel: cancelIdentityImport,
    rejects: getIdentityImportRejects,
  },
};

export const runKey = (service: Service, id: string) => ["import", "record", service, id];
export type { ImportChange };
