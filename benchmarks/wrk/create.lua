-- POSTs of the bodies in a file, one a line, from a random place on.  wrk … URL -- BODIES SEED PATH TOKEN
require "report"

local requests, at

function init(arguments)
  local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. arguments[4] }
  requests = {}
  for body in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("POST", arguments[3], headers, body)
  end
  math.randomseed(tonumber(arguments[2]))
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  return requests[at]
end
