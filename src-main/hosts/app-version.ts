import packageFile from '../../package.json' with { type: 'json' };

/** The version of Tallydesk that runs. */
export const appVersion: string = packageFile.version;
