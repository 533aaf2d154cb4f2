(function () {
  'use strict';
  if (typeof echarts === 'undefined') {
    return;
  }
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const escape = echarts.format.encodeHTML;
  const charts = [];

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  function narrow() {
    return window.innerWidth <= 640;
  }

  function grouped(value, places) {
    const parts = Math.abs(value).toFixed(places).split('.');
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ',');
    return (value < 0 ? '−' : '') + parts.join('.');
  }

  /** Points side by side, whatever time lies between them: nights and weekends take no room. */
  function timeAxis(times, extra) {
    const label = function (index) { return times[Math.round(index)] || ''; };
    return Object.assign({
      type: 'value',
      min: 0,
      max: Math.max(1, times.length - 1),
      minInterval: 1,
      splitNumber: narrow() ? 2 : 5,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: color('line') } },
      axisTick: { show: false },
      axisLabel: { color: color('soft'), fontSize: 11.5, hideOverlap: true, margin: 10, formatter: label,
        alignMinLabel: 'left', alignMaxLabel: 'right', showMinLabel: true, showMaxLabel: true }
    }, extra);
  }

  function valueAxis(format, extra) {
    return Object.assign({
      type: 'value',
      scale: true,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: color('soft'), fontSize: 11.5, formatter: format },
      splitLine: { lineStyle: { color: color('grid') } }
    }, extra);
  }

  function zoom(axes) {
    return [
      { type: 'inside', xAxisIndex: axes, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false },
      {
        type: 'slider', xAxisIndex: axes, height: 22, bottom: 6, left: left(), right: 12, brushSelect: false,
        showDetail: false, borderColor: color('line'), fillerColor: color('accent-fill'),
        dataBackground: { lineStyle: { color: color('line') }, areaStyle: { color: color('line') } },
        selectedDataBackground: { lineStyle: { color: color('accent') }, areaStyle: { color: color('accent-fill') } },
        handleStyle: { color: color('card'), borderColor: color('soft') }, moveHandleSize: 0
      }
    ];
  }

  function left() {
    return narrow() ? 54 : 66;
  }

  function tooltip(extra) {
    return Object.assign({
      confine: true, backgroundColor: color('card'), borderColor: color('line'),
      textStyle: { color: color('ink'), fontSize: 13 }
    }, extra);
  }

  function point(value, index) {
    return Array.isArray(value) ? value : [index, value];
  }

  function line(name, values, stroke, fill, extra) {
    return Object.assign({
      name: name, type: 'line', data: values.map(point), symbol: 'none', lineStyle: { width: 1.75, color: stroke },
      itemStyle: { color: stroke }, areaStyle: fill ? { color: fill, origin: 'start' } : undefined
    }, extra);
  }

  function equity() {
    const e = data.equity;
    const tall = narrow() ? 190 : 250;
    return {
      animation: false,
      grid: [
        { left: left(), right: 12, top: 12, height: tall },
        { left: left(), right: 12, top: tall + 34, bottom: 62 }
      ],
      xAxis: [
        timeAxis(e.times, { axisLabel: { show: false } }),
        timeAxis(e.times, { gridIndex: 1 })
      ],
      yAxis: [
        valueAxis(function (v) { return grouped(v, 0); }),
        valueAxis(function (v) { return String(Number(v.toFixed(2))).replace('-', '−') + '%'; },
          { gridIndex: 1, max: 0, splitNumber: 2 })
      ],
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: color('soft') } },
      tooltip: tooltip({
        trigger: 'axis',
        formatter: function (items) {
          const i = items[0].dataIndex;
          return escape(e.times[i]) + '<br>Equity <b>' + grouped(e.values[i], 2) + ' ' + escape(data.currency) +
            '</b><br>Drawdown <b>' + grouped(e.drawdown[i], 2) + '%</b>';
        }
      }),
      dataZoom: zoom([0, 1]),
      series: [
        line('Equity', e.values, color('accent'), color('accent-fill')),
        line('Drawdown', e.drawdown, color('loss'), color('loss-fill'),
          { xAxisIndex: 1, yAxisIndex: 1, areaStyle: { color: color('loss-fill'), origin: 'end' } })
      ]
    };
  }

  function price(p) {
    const spans = { win: [], loss: [], even: [] };
    const entries = [];
    const exits = [];
    const tones = { win: color('win'), loss: color('loss'), even: color('soft') };
    p.trades.forEach(function (t, number) {
      spans[t[2]].push([t[0], p.values[t[0]]], [t[1], p.values[t[1]]], [null, null]);
      entries.push({ value: [t[0], p.values[t[0]], number] });
      exits.push({ value: [t[1], p.values[t[1]], number], itemStyle: { color: tones[t[2]] } });
    });
    function marks(name, points, symbol, rotate) {
      return {
        name: name, type: 'scatter', data: points, symbol: symbol, symbolSize: 11, symbolRotate: rotate, z: 5,
        itemStyle: { color: color('ink'), borderColor: color('card'), borderWidth: 1.5 },
        tooltip: {
          formatter: function (item) {
            const t = p.trades[item.value[2]];
            return '<b>' + escape(t[3]) + '</b><br>' + escape(p.times[t[0]]) + ' in at ' + escape(t[4]) + '<br>' +
              escape(p.times[t[1]]) + ' out at ' + escape(t[5]) + '<br><b>' + escape(t[6]) + '</b>';
          }
        }
      };
    }
    return {
      animation: false,
      grid: { left: left(), right: 12, top: 12, bottom: 62 },
      xAxis: timeAxis(p.times),
      yAxis: valueAxis(function (v) { return grouped(v, 2); }),
      tooltip: tooltip({
        trigger: 'item',
        formatter: function () { return ''; }
      }),
      dataZoom: zoom([0]),
      series: [
        line(p.symbol, p.values, color('price'), null,
          { lineStyle: { width: 1.25, color: color('price') }, silent: true }),
        line('won', spans.win, tones.win, null, { lineStyle: { width: 2, color: tones.win }, silent: true, z: 4 }),
        line('lost', spans.loss, tones.loss, null, { lineStyle: { width: 2, color: tones.loss }, silent: true, z: 4 }),
        line('even', spans.even, tones.even, null, { lineStyle: { width: 2, color: tones.even }, silent: true, z: 4 }),
        marks('entry', entries, 'triangle', 0),
        marks('exit', exits, 'triangle', 180)
      ]
    };
  }

  document.querySelectorAll('figure[data-chart]').forEach(function (figure) {
    const plain = figure.querySelector('.static');
    const live = document.createElement('div');
    live.className = 'live';
    live.setAttribute('role', 'img');
    live.setAttribute('aria-label', plain.querySelector('svg').getAttribute('aria-label'));
    plain.after(live);
    plain.hidden = true;
    const option = figure.dataset.chart === 'equity'
      ? equity
      : function () { return price(data.prices[Number(figure.dataset.index)]); };
    const chart = echarts.init(live);
    charts.push({ chart: chart, option: option, box: live });
    chart.setOption(option());
  });

  function redraw() {
    charts.forEach(function (c) {
      c.chart.resize();
      c.chart.setOption(c.option(), true);
    });
  }

  let width = window.innerWidth;
  window.addEventListener('resize', function () {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      redraw();
    }
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
})();
