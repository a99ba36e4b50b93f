import { readFile } from 'node:fs/promises';

/** What /proc says of a process, by name of its file. Rejects where the system has no /proc. */
const tell = (pid: number, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8');

/** The most memory that a process ever held, in MiB. */
export async function readPeak(pid: number): Promise<number> {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(await tell(pid, 'status'))?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/${pid}/status has no VmHWM`);
  return Number(kibibytes) / 1024;
}

/** Milliseconds that a process has had a core, all threads together, in steps of ten. */
export async function readCpu(pid: number): Promise<number> {
  const stat = await tell(pid, 'stat');
  // The name, in brackets, may hold spaces. Behind it utime and stime are the 12th and 13th, in hundredths.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
