'use strict';
// Every text from outside goes through textContent, so nothing of it is ever markup.

const period = 1000;
const kept = 10;
const samples = [];

const total = list => list.reduce((sum, one) => sum + one, 0);
const count = value => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
const rate = value => value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });

function bytes(value) {
  if (value === null) {
    return '–';
  }

  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }

  return `${value.toFixed(unit > 0 && value < 10 ? 1 : 0)} ${units[unit]}`;
}

function span(seconds) {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min']];
  for (const [size, name] of units) {
    if (seconds >= size) {
      return `${Math.floor(seconds / size)} ${name}`;
    }
  }

  return `${Math.floor(seconds)} s`;
}

function seconds(value) {
  return value < 1 ? `${+(value * 1000).toPrecision(3)} ms` : `${value} s`;
}

// The upper bound of the bucket in which the share of the observations between two samples ends.
function quantile(share, bounds, now, before) {
  const counts = now.map((value, index) => value - (before ? before[index] : 0));
  const wanted = total(counts) * share;
  if (wanted === 0) {
    return '–';
  }

  let seen = 0;
  for (let index = 0; index < bounds.length; index++) {
    seen += counts[index];
    if (seen >= wanted) {
      return `≤ ${seconds(bounds[index])}`;
    }
  }

  return `> ${seconds(bounds[bounds.length - 1])}`;
}

function perSecond(now, before, elapsed) {
  return elapsed > 0 ? Math.max(0, now - before) / elapsed : null;
}

function reasons(counts) {
  return Object.entries(counts).map(([reason, value]) => `${reason} ${count(value)}`).join(', ') || '0';
}

function serverRow(server, before, elapsed, bounds) {
  const events = server.events;
  const row = [
    ['Server', server.name], ['Address', server.address, 'whole'], ['Framing', server.framing],
    ['Open', count(server.open), 'number'], ['Accepted', count(server.accepted), 'number'],
    ['Refused', reasons(server.refused)], ['Closed', reasons(server.closed)],
  ];
  if (events) {
    const old = before && before.events;
    row.push(
      ['Events/s', rate(old ? perSecond(total(events.counts), total(old.counts), elapsed) : null), 'number'],
      ['In/s', bytes(old ? perSecond(events.received, old.received, elapsed) : null), 'number'],
      ['Out/s', bytes(old ? perSecond(events.sent, old.sent, elapsed) : null), 'number'],
      ['50 % in', quantile(0.5, bounds, events.duration, old && old.duration), 'number'],
      ['99 % in', quantile(0.99, bounds, events.duration, old && old.duration), 'number'],
      ['99 % wait', quantile(0.99, bounds, events.queue, old && old.queue), 'number'],
      ['Failed', count(total(events.failures)), total(events.failures) > 0 ? 'number bad' : 'number']);
  }

  return row;
}

function workerRow(pool, worker, before, elapsed) {
  const tone = worker.state === 'ready' ? 'good' : worker.state === 'working' ? 'busy' : 'bad';
  return [
    ['PID', String(worker.pid)], ['Pool', pool.name], ['State', worker.state, tone],
    ['Events', count(worker.executions), 'number'],
    ['Events/s', rate(before ? perSecond(worker.executions, before.executions, elapsed) : null), 'number'],
    ['Memory', bytes(worker.memory), 'number'], ['CPU', `${worker.cpu.toFixed(1)} %`, 'number'], ['Age', span(worker.age), 'number'],
  ];
}

function fill(id, rows) {
  const table = document.getElementById(id);
  table.hidden = rows.length === 0;
  const head = document.createElement('tr');
  for (const [label, , kind] of rows[0] || []) {
    const cell = document.createElement('th');
    cell.textContent = label;
    cell.className = (kind || '').startsWith('number') ? 'number' : '';
    head.append(cell);
  }

  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...rows.map(row => {
    const line = document.createElement('tr');
    for (const [label, text, kind] of row) {
      const cell = document.createElement('td');
      cell.dataset.label = label;
      cell.className = kind || '';
      const value = document.createElement('span');
      value.textContent = text;
      cell.append(value);
      line.append(cell);
    }

    return line;
  }));
}

function show(now) {
  const before = samples.length > 1 ? samples[0] : null;
  const elapsed = before ? now.uptime - before.uptime : 0;
  const host = document.getElementById('host');
  host.textContent = `${now.phase} · up ${span(now.uptime)} · pid ${now.pid} · ${now.name} ${now.version} · as RoadRunner ${now.wire}`;
  host.className = now.phase === 'running' ? 'good' : 'busy';
  const former = before ? new Map(before.servers.map(server => [server.name, server])) : new Map();
  const formerWorkers = before ? new Map(before.pools.flatMap(pool => pool.workers.map(worker => [worker.pid, worker]))) : new Map();
  fill('servers', now.servers.map(server => serverRow(server, former.get(server.name), elapsed, now.bounds)));
  fill('workers', now.pools.flatMap(pool => pool.workers.map(worker => workerRow(pool, worker, formerWorkers.get(worker.pid), elapsed))));
  document.getElementById('pools').textContent = now.pools
    .map(pool => `${pool.name}: ${pool.workers.length} workers, ${count(pool.waiting)} events wait, ${count(pool.executions)} given so far, restarts: ${reasons(pool.restarts)}`)
    .join(' · ') || 'none: the events are handled inside the server';
  fill('problems', now.problems.map(problem => [
    ['Time', problem.time.replace('T', ' ').slice(0, 19), 'whole'], ['Level', problem.level, problem.level === 'warn' ? 'busy' : 'bad'], ['Channel', problem.channel], ['Text', problem.text]]));
  document.getElementById('calm').hidden = now.problems.length > 0;
}

async function poll() {
  if (!document.hidden) {
    try {
      const response = await fetch('status.json', { cache: 'no-store', signal: AbortSignal.timeout(5 * period) });
      const now = await response.json();
      if (samples.length > 0 && (now.pid !== samples[0].pid || now.uptime < samples[samples.length - 1].uptime)) {
        samples.length = 0;
      }

      samples.push(now);
      samples.splice(0, samples.length - kept);
      show(now);
    } catch {
      const host = document.getElementById('host');
      host.textContent = 'the server does not answer; the figures are its last ones';
      host.className = 'bad';
    }
  }

  setTimeout(poll, period);
}

poll();
