-- GETs of the paths in a file, one a line, from a random place on.  wrk … URL -- PATHS SEED
require "report"

local requests, at

function init(arguments)
  requests = {}
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  math.randomseed(tonumber(arguments[2]))
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  return requests[at]
end
